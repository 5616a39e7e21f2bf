#!/usr/bin/python3
# Retexture: SPDX-License-Identifier: GPL-3.0-or-later
"""check-page.py PAGE WORD|WORD... PERCENT...: whether a report page is whole: its text has the words, its
pictures can be decoded, its shares are these, and the map has their colours in these shares, too."""
import base64
import collections
import html.parser
import re
import subprocess
import sys


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.text, self.pictures, self.colors, self.tags = "", [], [], set()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        for name, value in attrs:
            if name == "src":
                self.pictures.append(base64.b64decode(value.split(",", 1)[1], validate=True))
            if name == "style":
                self.colors.append(tuple(int(n) for n in re.findall(r"\d+", value)))

    def handle_data(self, data):
        self.text += data


page = Page()
page.feed(open(sys.argv[1], encoding="utf-8").read())
asked = [float(percent) for percent in sys.argv[3:]]
for word in sys.argv[2].split("|"):
    if word not in page.text:
        sys.exit(f"the page does not say {word}")
if "script" in page.tags:
    sys.exit("a text became a tag")
if len(page.pictures) != 5:
    sys.exit(f"there are {len(page.pictures)} pictures")
shares = [float(share) for share in re.findall(r"([0-9.]+) %", page.text)]
if len(shares) != len(asked) or any(abs(a - b) > 1.5 for a, b in zip(shares, asked)):
    sys.exit(f"the shares are {shares}")
for picture in page.pictures:
    pixels = subprocess.run(["convert", "-", "-depth", "8", "rgb:-"], input=picture, stdout=subprocess.PIPE,
                            check=True).stdout
# The map is the last one.
counts = collections.Counter(zip(pixels[0::3], pixels[1::3], pixels[2::3]))
drawn = [100 * counts[color] / (len(pixels) / 3) for color in page.colors]
if any(abs(a - b) > 1.5 for a, b in zip(drawn, asked)):
    sys.exit(f"the map is {drawn} percent of the colours")
