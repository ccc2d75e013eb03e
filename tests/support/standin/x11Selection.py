# Owns X11's clipboard as Chromium does: a program that ends, or is told of another owner, holds it no longer. Commands and
# answers are lines of JSON: {"own": {target: base64}}, where no targets mean a clipboard that is held without contents, and
# {"read": number}, which is answered with the text that anybody's clipboard gives. Needs Debian's python3-xlib.
import base64
import json
import select
import sys

from Xlib import X, Xatom, display
from Xlib.protocol import event

connection = display.Display()
window = connection.screen().root.create_window(
    0, 0, 1, 1, 0, X.CopyFromParent, event_mask=X.PropertyChangeMask
)
atom = connection.intern_atom
CLIPBOARD, TARGETS, TIMESTAMP = atom("CLIPBOARD"), atom("TARGETS"), atom("TIMESTAMP")
MARK, ANSWER, TEXT = atom("STANDIN_TIME"), atom("STANDIN_ANSWER"), atom("UTF8_STRING")
held = {}
owned_at = 0
waiting = []


def say(message):
    print(json.dumps(message), flush=True)


def server_time():
    """X11 wants the time of an owner to be the server's, which only an event tells."""
    window.change_property(MARK, Xatom.INTEGER, 32, [0])
    while True:
        seen = connection.next_event()
        if seen.type == X.PropertyNotify and seen.atom == MARK:
            return seen.time
        handle(seen)


def own(targets):
    global owned_at
    now = server_time()
    held.clear()
    held.update({name: base64.b64decode(value) for name, value in targets.items()})
    owned_at = now
    window.set_selection_owner(CLIPBOARD, now)
    connection.sync()


def read(number):
    waiting.append(number)
    window.convert_selection(CLIPBOARD, TEXT, ANSWER, X.CurrentTime)
    connection.flush()


def serve(request):
    wanted = request.property or request.target
    name = connection.get_atom_name(request.target)
    given = wanted
    if request.target == TARGETS:
        request.requestor.change_property(wanted, Xatom.ATOM, 32, [TARGETS, TIMESTAMP, *map(atom, held)])
    elif request.target == TIMESTAMP:
        request.requestor.change_property(wanted, Xatom.INTEGER, 32, [owned_at])
    elif name in held:
        request.requestor.change_property(wanted, request.target, 8, held[name])
    else:
        given = X.NONE
    answer = event.SelectionNotify(
        time=request.time, requestor=request.requestor, selection=request.selection, target=request.target, property=given
    )
    request.requestor.send_event(answer)
    connection.flush()


def handle(seen):
    if seen.type == X.SelectionRequest:
        serve(seen)
    elif seen.type == X.SelectionClear:
        # One that was sent before the clipboard was taken again is over.
        if connection.get_selection_owner(CLIPBOARD) != window:
            held.clear()
            say({"lost": True})
    elif seen.type == X.SelectionNotify and waiting:
        found = window.get_full_property(ANSWER, X.AnyPropertyType) if seen.property else None
        value = found.value if found else b""
        text = value if isinstance(value, str) else bytes(value).decode("utf-8", "replace")
        say({"read": waiting.pop(0), "text": text})


while True:
    while connection.pending_events():
        handle(connection.next_event())
    ready, _, _ = select.select([connection.fileno(), sys.stdin.fileno()], [], [])
    if sys.stdin.fileno() not in ready:
        continue
    line = sys.stdin.readline()
    if not line:
        break
    command = json.loads(line)
    if "own" in command:
        own(command["own"])
        say({"owned": True})
    else:
        read(command["read"])
