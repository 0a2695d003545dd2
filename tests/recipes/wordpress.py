"""A real WordPress of our own: its files from Debian's package, a MariaDB in a folder that goes with the test, PHP's own server."""

import getpass
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.patience import eventually

INSTALLED = Path("/usr/share/wordpress")
PROGRAMS = ("php", "mariadbd", "mariadb-install-db", "mariadb")

CONFIG = """<?php
define( 'DB_NAME', 'wordpress' );
define( 'DB_USER', '%(user)s' );
define( 'DB_PASSWORD', '' );
define( 'DB_HOST', 'localhost:%(socket)s' );
define( 'DB_CHARSET', 'utf8mb4' );
define( 'DB_COLLATE', '' );
define( 'WP_ENVIRONMENT_TYPE', 'local' );
define( 'DISABLE_WP_CRON', true );
define( 'AUTOMATIC_UPDATER_DISABLED', true );
define( 'AUTH_KEY', 'a' );
define( 'SECURE_AUTH_KEY', 'b' );
define( 'LOGGED_IN_KEY', 'c' );
define( 'NONCE_KEY', 'd' );
define( 'AUTH_SALT', 'e' );
define( 'SECURE_AUTH_SALT', 'f' );
define( 'LOGGED_IN_SALT', 'g' );
define( 'NONCE_SALT', 'h' );
$table_prefix = 'wp_';
error_reporting( E_ERROR );
if ( ! defined( 'ABSPATH' ) ) { define( 'ABSPATH', __DIR__ . '/' ); }
require_once ABSPATH . 'wp-settings.php';
"""

INSTALL = """
define( 'WP_INSTALLING', true );
require 'wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';
function wp_mail() { return true; }
wp_install( 'Village', 'ann', 'ann@village.example', true, '', 'secret' );
list( $password ) = WP_Application_Passwords::create_new_application_password( 1, array( 'name' => 'test' ) );
echo $password;
"""


@dataclass(frozen=True, slots=True)
class WordPress:
    """A running site, and a client that is logged in as its editor."""

    folder: Path
    client: httpx.Client

    def php(self, code: str) -> str:
        """Run code inside WordPress, as WP-CLI and importers do."""
        return _php(self.folder, f"require 'wp-load.php'; {code}")

    def post(self, path: str = "", **fields: str) -> httpx.Response:
        """Save a post over REST, as the block editor does."""
        return self.client.post("/", params={"rest_route": f"/wp/v2/posts{path}"}, json=fields)


@contextmanager
def running(plugin: Path) -> Iterator[WordPress]:
    """Run a site with this must-use plugin."""
    missing = [name for name in PROGRAMS if not shutil.which(name)]
    if missing or not INSTALLED.exists():
        pytest.skip("WordPress is not installed (Debian: apt-get install wordpress php-cli php-mysql mariadb-server)")
    with tempfile.TemporaryDirectory(prefix="flipguard-wordpress-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        site = folder / "site"
        shutil.copytree(INSTALLED, site)
        (site / "wp-content" / "mu-plugins").mkdir()
        shutil.copy(plugin, site / "wp-content" / "mu-plugins" / "flipguard.php")
        with _database(folder) as (user, address):
            (site / "wp-config.php").write_text(CONFIG % {"user": user, "socket": address}, encoding="utf-8")
            password = _php(site, INSTALL)
            with _served(site) as url, httpx.Client(base_url=url, auth=("ann", password), timeout=60) as client:
                yield WordPress(site, client)


@contextmanager
def _database(folder: Path) -> Iterator[tuple[str, Path]]:
    """Run a MariaDB that listens on a socket in this folder alone."""
    data, address = folder / "data", folder / "socket"
    user = "root" if os.geteuid() == 0 else getpass.getuser()
    options = ["--no-defaults", f"--datadir={data}", f"--user={user}"]
    install = ["mariadb-install-db", *options, "--auth-root-authentication-method=normal", "--skip-test-db"]
    subprocess.run(install, check=True, capture_output=True)
    serve = ["mariadbd", *options, f"--socket={address}", "--skip-networking", f"--pid-file={folder / 'pid'}"]
    process = subprocess.Popen(serve, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        create = [
            "mariadb",
            "--no-defaults",
            f"--socket={address}",
            "--user=root",
            "--execute=CREATE DATABASE wordpress",
        ]

        def is_created() -> bool:
            assert process.poll() is None, "MariaDB ended before it answered."
            return subprocess.run(create, check=False, capture_output=True).returncode == 0

        eventually(is_created, "MariaDB did not answer", pause=0.1)
        yield "root", address
    finally:
        process.kill()
        process.wait()


@contextmanager
def _served(site: Path) -> Iterator[str]:
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        place = f"127.0.0.1:{free.getsockname()[1]}"
    command = ["php", "-S", place, "-t", str(site)]
    process = subprocess.Popen(command, cwd=site, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:

        def listens() -> bool:
            assert process.poll() is None, "PHP's server ended before it listened."
            return _listens(place)

        eventually(listens, "PHP's server did not listen")
        yield f"http://{place}"
    finally:
        process.kill()
        process.wait()


def _listens(place: str) -> bool:
    host, _, port = place.partition(":")
    with socket.socket() as knock:
        return knock.connect_ex((host, int(port))) == 0


def _php(site: Path, code: str) -> str:
    start = "$_SERVER['HTTP_HOST'] = '127.0.0.1'; error_reporting( E_ERROR ); "
    done = subprocess.run(["php", "-r", start + code], cwd=site, check=True, capture_output=True, text=True)
    return done.stdout
