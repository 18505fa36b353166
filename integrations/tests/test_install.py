"""Installing a release."""

import os
import pathlib

import pytest
from conftest import PROGRAM, VERSION
from jobs import ROOT, run
from servers import Files


@pytest.fixture
def install(tmp_path, env, releases):
    def ran(**changes):
        values = {
            "PROACTIVE_VERSION": VERSION,
            "PROACTIVE_RELEASES": f"{releases.address}/download",
            "PROACTIVE_FOLDER": str(tmp_path / "it"),
        }
        return run(["sh", ROOT / "integrations/install.sh"], tmp_path, env | values | changes)

    files = dict(releases.files)
    releases.requests.clear()
    yield ran
    releases.files = files


def test_the_archive_is_verified_and_unpacked(install, releases):
    ran = install()
    assert ran.code == 0, ran
    folder = pathlib.Path(ran.out.splitlines()[-1])
    assert (folder / "proactive").read_text() == PROGRAM


def test_a_kept_archive_is_not_downloaded_again(install, releases):
    assert install().code == 0
    releases.requests.clear()
    assert install().code == 0
    assert releases.requests == [f"GET {releases.folder}/SHA256SUMS"]


def test_a_damaged_archive_of_a_cache_is_replaced(install, releases, tmp_path):
    assert install().code == 0
    (tmp_path / "it" / releases.archive).write_bytes(b"damaged")
    releases.requests.clear()
    assert install().code == 0
    assert f"GET {releases.folder}/{releases.archive}" in releases.requests


def test_a_wrong_checksum_is_refused(install, releases, tmp_path):
    releases.files[releases.archive] += b"x"
    ran = install()
    assert ran.code == 1, ran
    assert f"the checksum of {releases.archive} is" in ran.out
    assert "nothing was installed" in ran.out
    assert [it.name for it in (tmp_path / "it").iterdir()] == ["SHA256SUMS"]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"PROACTIVE_VERSION": "9.9.9"}, "/v9.9.9/SHA256SUMS can't be downloaded"),
        ({"PROACTIVE_VERSION": "../x"}, "not a version: ../x"),
        ({"PROACTIVE_RELEASES": "http://releases.example"}, "must be at an https:// address"),
        ({"PROACTIVE_RELEASES": "file:///tmp"}, "must be at an https:// address"),
    ],
)
def test_what_cannot_be_installed_is_explained(install, changes, message):
    ran = install(**changes)
    assert ran.code == 1, ran
    assert message in ran.out


def test_a_platform_without_a_build_is_explained(install, releases):
    releases.files["SHA256SUMS"] = b"0  proactive-0.1.0-sparc-sun-solaris.tar.gz\n"
    ran = install()
    assert ran.code == 1, ran
    assert "version 0.1.0 has no build for" in ran.out


@pytest.mark.parametrize(
    ("system", "processor", "platform"),
    [
        ("Linux", "x86_64", "x86_64-unknown-linux-gnu"),
        ("Linux", "aarch64", "aarch64-unknown-linux-gnu"),
        ("Darwin", "arm64", "aarch64-apple-darwin"),
        ("Darwin", "x86_64", "x86_64-apple-darwin"),
        ("MINGW64_NT-10.0-26100", "x86_64", "x86_64-pc-windows-msvc"),
    ],
)
def test_each_platform_has_its_archive(install, releases, tmp_path, env, system, processor, platform):
    programs = tmp_path / "programs"
    programs.mkdir()
    uname = programs / "uname"
    uname.write_text(f'#!/bin/sh\n[ "$1" = -m ] && echo {processor} || echo {system}\n')
    uname.chmod(0o755)
    ending = "zip" if "windows" in platform else "tar.gz"
    archive = f"proactive-{VERSION}-{platform}.{ending}"
    releases.files = {"SHA256SUMS": f"{'0' * 64}  {archive}\n".encode(), archive: b"wrong"}
    ran = install(PATH=f"{programs}:{env['PATH']}")
    assert ran.code == 1, ran
    assert f"the checksum of {archive} is" in ran.out


def test_a_processor_without_a_build_is_explained(install, tmp_path, env):
    (tmp_path / "uname").write_text('#!/bin/sh\n[ "$1" = -m ] && echo riscv64 || echo Linux\n')
    (tmp_path / "uname").chmod(0o755)
    ran = install(PATH=f"{tmp_path}:{env['PATH']}")
    assert ran.code == 1, ran
    assert "there is no build for the processor riscv64" in ran.out


def test_the_packages_of_this_project_are_installed(install):
    packages = pathlib.Path(os.environ["PACKAGES"])
    with Files(VERSION, packages).running() as server:
        ran = install(PROACTIVE_RELEASES=f"{server.address}/download")
    assert ran.code == 0, ran
    assert f"proactive {VERSION}" in ran.out
    assert (pathlib.Path(ran.out.splitlines()[-1]) / "README.md").is_file()


def test_the_template_for_gitlab_is_among_the_packages():
    packages = pathlib.Path(os.environ["PACKAGES"])
    template = (ROOT / "templates/proactive.yml").read_bytes()
    assert (packages / "proactive-gitlab.yml").read_bytes() == template
    assert "  proactive-gitlab.yml\n" in (packages / "SHA256SUMS").read_text()
