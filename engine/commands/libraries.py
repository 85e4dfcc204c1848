"""The licences of what is packed that is no Python package: the libraries under pygame and Python. It packs nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

LGPL = Path(__file__).parent / "texts" / "LGPL-2.1.txt"
_LIBRARY = re.compile(r"(?:^|[/\\])(?:lib)?([A-Za-z0-9_+]+?)(?:[-.][^/\\]*)?\.(?:so|dll|dylib)\b", re.ASCII)
_ZLIB = """This software is provided 'as-is', without any express or implied warranty. In no event will the authors
be held liable for any damages arising from the use of this software. Permission is granted to anyone to
use this software for any purpose, including commercial applications, and to alter it and redistribute it
freely, subject to the following restrictions: 1. The origin of this software must not be misrepresented;
you must not claim that you wrote the original software. If you use this software in a product, an
acknowledgment in the product documentation would be appreciated but is not required. 2. Altered source
versions must be plainly marked as such, and must not be misrepresented as being the original software. 3.
This notice may not be removed or altered from any source distribution."""


class Library(Struct, frozen=True):
    """One library: the beginnings of its files' names, its licence as SPDX writes it, and what it asks to be told."""

    files: tuple[str, ...]
    name: str
    licence: str
    told: str


LIBRARIES = (
    Library(("sdl2",), "SDL, SDL_image, SDL_mixer, SDL_ttf", "Zlib", "Copyright Sam Lantinga. https://libsdl.org"),
    Library(("freetype",), "FreeType", "FTL", "Portions are copyright The FreeType Project (https://freetype.org)."),
    Library(("harfbuzz",), "HarfBuzz", "MIT-Modern-Variant", "https://harfbuzz.github.io"),
    Library(("png",), "libpng", "libpng-2.0", "Copyright The PNG Reference Library Authors. http://libpng.org"),
    Library(("jpeg", "turbojpeg"), "libjpeg", "IJG", "Based in part on the work of the Independent JPEG Group."),
    Library(("tiff",), "libtiff", "libtiff", "Copyright Sam Leffler, Silicon Graphics. https://libtiff.org"),
    Library(("webp", "sharpyuv"), "libwebp", "BSD-3-Clause", "Copyright Google Inc. https://webmproject.org"),
    Library(("lcms2",), "Little CMS", "MIT", "Copyright Marti Maria Saguer. https://littlecms.com"),
    Library(("openjp2",), "OpenJPEG", "BSD-2-Clause", "Copyright Universite catholique de Louvain. https://openjpeg.org"),
    Library(("avif",), "libavif", "BSD-2-Clause", "Copyright Joe Drago. https://github.com/AOMediaCodec/libavif"),
    Library(("xcb", "xau"), "X libraries", "MIT", "Copyright the X.Org Foundation and others. https://x.org"),
    Library(("zstd",), "Zstandard", "BSD-3-Clause", "Copyright Meta Platforms, Inc. https://github.com/facebook/zstd"),
    Library(("brotli",), "Brotli", "MIT", "Copyright the Brotli Authors. https://github.com/google/brotli"),
    Library(("ogg", "vorbis"), "Ogg, Vorbis", "BSD-3-Clause", "Copyright Xiph.Org Foundation. https://xiph.org"),
    Library(("opus",), "Opus, opusfile", "BSD-3-Clause", "Copyright Xiph.Org Foundation. https://opus-codec.org"),
    Library(("flac",), "FLAC", "BSD-3-Clause", "Copyright Josh Coalson, Xiph.Org Foundation. https://xiph.org/flac"),
    Library(("wavpack",), "WavPack", "BSD-3-Clause", "Copyright David Bryant. https://wavpack.com"),
    Library(("xmp",), "libxmp", "MIT", "Copyright Claudio Matsuoka, Hipolito Carraro Jr. https://xmp.sourceforge.net"),
    Library(("mpg123", "out123"), "mpg123", "LGPL-2.1-only", "Copyright the mpg123 project. https://mpg123.org"),
    Library(("fluidsynth",), "FluidSynth", "LGPL-2.1-or-later", "Copyright Peter Hanappe and others. https://fluidsynth.org"),
    Library(("sndfile",), "libsndfile", "LGPL-2.1-or-later", "Copyright Erik de Castro Lopo. https://libsndfile.github.io"),
    Library(("asound",), "ALSA library", "LGPL-2.1-or-later", "https://alsa-project.org"),
    Library(("ssl", "crypto"), "OpenSSL", "Apache-2.0", "Copyright The OpenSSL Project Authors. https://openssl.org"),
    Library(("sqlite3",), "SQLite", "blessing", "In the public domain. https://sqlite.org"),
    Library(("z", "zlib1"), "zlib", "Zlib", "Copyright Jean-loup Gailly and Mark Adler. https://zlib.net"),
    Library(("bz2",), "bzip2", "bzip2-1.0.6", "Copyright Julian R Seward. https://sourceware.org/bzip2"),
    Library(("lzma",), "XZ Utils, liblzma", "0BSD", "https://tukaani.org/xz"),
    Library(("uuid",), "libuuid", "BSD-3-Clause", "Copyright Theodore Ts'o. https://github.com/util-linux"),
    Library(("ffi",), "libffi", "MIT", "Copyright Anthony Green, Red Hat, Inc. https://sourceware.org/libffi"),
    Library(("gcc_s", "stdc++"), "GCC's libraries", "GPL-3.0-or-later WITH GCC-exception-3.1", "https://gcc.gnu.org"),
    Library(("python3", "vcruntime", "ucrtbase", "api"), "Python and its runtime", "PSF-2.0", "See Python above."),
)


def libraries_in(files: Iterable[str]) -> tuple[list[Library], list[str]]:
    """The libraries among packed files, in the order of the list, and the names of those that are not in it."""
    stems = {found[1].lower() for file in files if (found := _LIBRARY.search(file)) and not found[1].startswith("_")}
    known = [each for each in LIBRARIES if any(_is_of(stem, each) for stem in stems)]
    return known, sorted(stem for stem in stems if not any(_is_of(stem, each) for each in LIBRARIES))


def _is_of(stem: str, library: Library) -> bool:
    return any(stem == file or (len(file) > 2 and stem.startswith(file)) for file in library.files)


def told_of(files: Iterable[str]) -> str:
    """A paragraph for each library, and the texts that are found nowhere else in the collection."""
    known, unknown = libraries_in(files)
    lines = [f"{each.name}: {each.licence}. {each.told}" for each in known]
    lines += [f"{name}: not in our list; ask whoever brings it what it may be used for." for name in unknown]
    parts = [*lines, "", "Zlib", _ZLIB]
    if any(each.licence.startswith("LGPL") for each in known):
        replaced = "LGPL-2.1. Each of these is a file of its own and may be replaced by another version."
        parts += ["", replaced, LGPL.read_text("utf-8")]
    return "\n".join(parts)
