"""PyJWT: one JSON document in on stdin, one out on stdout (see ../README.md)."""

import json
import sys

import jwt


def answer(key, work):
    """A refusal is an answer here, not a failure of the driver: the harness wants some tokens refused."""
    try:
        return {key: work()}
    except jwt.PyJWTError as error:
        return {"error": f"{type(error).__name__}: {error}"}


def main():
    request = json.loads(sys.stdin.buffer.read())
    verified = [
        answer("claims", lambda: jwt.decode(case["token"], case["secret"], algorithms=["HS256"]))
        for case in request["verify"]
    ]
    minted = [
        answer("token", lambda: jwt.encode(case["claims"], case["secret"], algorithm="HS256"))
        for case in request["mint"]
    ]
    json.dump({"library": "PyJWT", "version": jwt.__version__, "verified": verified, "minted": minted}, sys.stdout)


main()
