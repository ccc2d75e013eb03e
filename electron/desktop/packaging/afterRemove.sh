#!/bin/bash
# Runs as root after the .deb or .rpm was removed, and on an upgrade by rpm after the new one is in place.

# rpm says how many are left, dpkg what it does: an upgrade keeps what the new version has just set up.
case "$1" in
  upgrade | 1) exit 0 ;;
esac

rm -f '/usr/bin/${executable}'

profile='/etc/apparmor.d/${executable}'
if [ -f "$profile" ]; then
  if apparmor_status --enabled >/dev/null 2>&1 && ! { [ -x /usr/bin/ischroot ] && /usr/bin/ischroot; }; then
    apparmor_parser --remove "$profile" || true
  fi
  rm -f "$profile"
fi

exit 0
