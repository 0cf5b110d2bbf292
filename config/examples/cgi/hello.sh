# Answers with the method, the rest of the path, and the query of the request.
printf 'Content-Type: text/plain\r\n\r\n'
printf '%s %s?%s\n' "$REQUEST_METHOD" "$PATH_INFO" "$QUERY_STRING"
cat
