# Reads the mark of a node, then a line "+ PID" for each worker that starts and a line "- PID" for each worker that
# ends. When the input ends, the node has died: this script then ends the workers and all processes that they have
# started, first by TERM, then by KILL.
trap '' HUP INT QUIT TERM
read -r mark || exit 0
workers=
while read -r what pid; do
  case $what in
    +) workers="$workers $pid" ;;
    -) left=
       for worker in $workers; do [ "$worker" = "$pid" ] || left="$left $worker"; done
       workers=$left ;;
  esac
done
marked() {
  for file in $(grep -lsF "$mark" /proc/[0-9]*/environ); do
    file=${file#/proc/}
    echo "${file%/environ}"
  done
}
# Where the system has setsid, each worker leads a session, and so a process group, of its own.
signal() {
  found=1
  for worker in $workers; do
    kill "$1" "-$worker" && found=0
    kill "$1" "$worker" && found=0
  done
  for process in $(marked); do kill "$1" "$process" && found=0; done
  return $found
}
signal -TERM || exit 0
for second in 1 2 3 4; do
  sleep 1
  signal -0 || exit 0
done
signal -KILL
