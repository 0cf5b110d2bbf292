"""Links two routers of Crossbar.io: rlink.py CONFIG-OF-SECOND FOLDER-OF-FIRST PORT-OF-FIRST FOLDER-OF-SECOND CROSSBAR

The second router authenticates at the first one by the key of its node. Its role there may do everything. The link
forwards only events and calls whose publisher or caller is disclosed, so both routers disclose their clients.
"""

import json
import re
import subprocess
import sys

second_file, first_folder, first_port, second_folder, crossbar = sys.argv[1:]
first_file = first_folder + "/config.json"

subprocess.run([crossbar, "keys", "--cbdir", second_folder], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
public_key = re.search(r"public-key-ed25519: ([0-9a-f]{64})", open(second_folder + "/key.pub", encoding="utf-8").read()).group(1)

DISCLOSE = {"caller": True, "publisher": True}


def read(file):
    """Returns a configuration whose roles disclose their clients."""
    configuration = json.load(open(file, encoding="utf-8"))
    for role in configuration["workers"][0]["realms"][0]["roles"]:
        for permission in role["permissions"]:
            permission["disclose"] = DISCLOSE
    return configuration


first = read(first_file)
worker = first["workers"][0]
worker["realms"][0]["roles"].append(
    {
        "name": "link",
        "permissions": [
            {
                "uri": "",
                "match": "prefix",
                "allow": {"call": True, "register": True, "publish": True, "subscribe": True},
                "disclose": DISCLOSE,
                "cache": True,
            }
        ],
    }
)
worker["transports"][0]["auth"]["cryptosign"]["principals"]["link"] = {
    "realm": "realm1",
    "role": "link",
    "authorized_keys": [public_key],
}
json.dump(first, open(first_file, "w", encoding="utf-8"), indent=1)

second = read(second_file)
second["workers"][0]["realms"][0]["rlinks"] = [
    {
        "id": "link",
        "realm": "realm1",
        "transport": {
            "type": "websocket",
            "endpoint": {"type": "tcp", "host": "127.0.0.1", "port": int(first_port)},
            "url": f"ws://127.0.0.1:{first_port}/",
        },
        "forward_local_events": True,
        "forward_remote_events": True,
        "forward_local_invocations": True,
        "forward_remote_invocations": True,
    }
]
json.dump(second, open(second_file, "w", encoding="utf-8"), indent=1)
