#!/bin/bash
# Runs as root after the .deb or .rpm was unpacked. The packer fills in the two names in braces.

ln -sf '/opt/${sanitizedProductName}/${executable}' '/usr/bin/${executable}'

# Chromium's sandbox uses user namespaces where a person may make them, and this helper where not. Whether they may
# cannot be asked here, because root always may; so the helper is ready either way, as Chrome's own packages have it.
chown root:root '/opt/${sanitizedProductName}/chrome-sandbox'
chmod 4755 '/opt/${sanitizedProductName}/chrome-sandbox'

if hash update-desktop-database 2>/dev/null; then
  update-desktop-database /usr/share/applications || true
fi
if hash gtk-update-icon-cache 2>/dev/null; then
  gtk-update-icon-cache --quiet --ignore-theme-index /usr/share/icons/hicolor || true
fi

# Ubuntu 24.04 and newer let only programs with a profile make user namespaces. An AppArmor that is too old for the
# profile (Ubuntu 22.04) does not need it.
profile='/opt/${sanitizedProductName}/resources/apparmor-profile'
if apparmor_status --enabled >/dev/null 2>&1 && apparmor_parser --skip-kernel-load --debug "$profile" >/dev/null 2>&1; then
  cp -f "$profile" '/etc/apparmor.d/${executable}'
  # An image that is being built has a kernel of somebody else's.
  if ! { [ -x /usr/bin/ischroot ] && /usr/bin/ischroot; }; then
    apparmor_parser --replace --write-cache --skip-read-cache '/etc/apparmor.d/${executable}' || true
  fi
fi

exit 0
