#!/bin/sh
# Retexture: SPDX-License-Identifier: GPL-3.0-or-later
#
# test-batch.sh BUILD: retexture-batch with a stand-in for GIMP that can be told to die, and once with GIMP
# itself. Prints TAP.
set -eu

build=$(cd "$1" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT INT TERM
batch=$build/retexture-batch
export LC_ALL=C.UTF-8
count=0
ok () {
  name=$1
  shift
  count=$((count + 1))
  if "$@"; then echo "ok $count - $name"; else echo "not ok $count - $name"; sed 's/^/# /' "$folder/said"; fi
}

# run OPTION...: what it says goes to "said", its exit status to "status".
run () {
  status=0
  timeout 300 "$batch" "$@" > "$folder/said" 2>&1 || status=$?
}
real_path=$PATH
PATH=$here:$PATH
cd "$folder"

# pictures N: edits and originals with names that a shell, a script or a ledger could stumble over.
newline='
'
pictures () {
  rm -rf edits originals out
  mkdir edits originals
  for i in $(seq "$1"); do
    echo "edit $i" > "edits/p$i-edit.jpg"
    echo "original $i" > "originals/p$i.jpg"
  done
}
all_there () {
  for edit in edits/*; do [ -f "out/$(basename "$edit")" ] || return 1; done
  [ "$(ls -A out | grep -c '^\.retexture')" = 0 ]
}
sums () { (cd out && find . -maxdepth 1 -type f ! -name '*.jsonl' -print0 | sort -z | xargs -0 sha256sum); }

# ---- a plain run ----
pictures 3
for name in "it's a \"quote\".jpg" '$(touch hacked) `touch hacked`.png' "line${newline}break.tif" 'größer – 大.webp' ' -dash.jpg' \
    "$(printf 'not utf-8 \377.jpg')" "$(printf 'n%.0s' $(seq 240)).jpg" '%s%n.png' 'back\slash.jpg'; do
  echo "$name" > "edits/$name"
done
run --edits edits --originals originals --out out --steps map
ok "without an original for each nothing is begun" [ "$status" = 2 ] 
ok "and those without are listed" grep -q 'größer.* has no original' said
ok "the folder for results is not even made" [ ! -e out ]
run --edits edits --originals originals --out out --steps 'map radius=3; disclose' --dry-run --unpaired=process
ok "a dry run says what it would do and does nothing" eval '[ "$status" = 0 ] && [ ! -e out ] && grep -q "p2-edit.jpg	originals/p2.jpg	out/p2-edit.jpg" said'
run --edits edits --originals originals --out out --steps 'map radius=3; disclose' --unpaired=process -j 3
ok "all pictures are made, whatever they are called" eval '[ "$status" = 0 ] && all_there'
ok "with their originals and steps" eval 'grep -q "p2.jpg" out/p2-edit.jpg && grep -q "radius=3" out/p2-edit.jpg && grep -q "^-$" "out/it'"'"'s a \"quote\".jpg"'
ok "no name was taken for a command" eval '[ ! -e hacked ] && [ ! -e edits/hacked ]'
sums > first
run --edits edits --originals originals --out out --steps 'map radius=3; disclose' --unpaired=process
ok "a second run finds all done" eval '[ "$status" = 0 ] && grep -q "^0 done, 12 were" said && sums | cmp -s - first'
run --edits edits --originals originals --out out --steps 'map radius=4' --unpaired=process
ok "other steps make them anew" eval '[ "$status" = 0 ] && grep -q "^12 done, 0 were" said && grep -q radius=4 out/p1-edit.jpg'
run --edits edits --originals originals --out out --steps 'map radius=4' --unpaired=process --quality 50
ok "another quality, too" grep -q "^12 done" said
rm out/p1-edit.jpg
run --edits edits --originals originals --out out --steps 'map radius=4' --unpaired=process --quality 50
ok "a result that was deleted is made again" eval 'grep -q "^1 done, 11 were" said && [ -f out/p1-edit.jpg ]'
touch -d '2001-01-01' originals/p2.jpg
run --edits edits --originals originals --out out --steps 'map radius=4' --unpaired=process --quality 50
ok "a newer photograph makes its result anew" grep -q "^1 done, 11 were" said
echo mine > precious
sed 's/"temporary":"[^"]*"/"temporary":"..\/precious"/' out/retexture-ledger.jsonl | grep begun > tampered
cat tampered >> out/retexture-ledger.jsonl
run --edits edits --originals originals --out out --steps 'map radius=4' --unpaired=process --quality 50
ok "a ledger that was tampered with deletes nothing" [ "$(cat precious)" = mine ]
run --edits edits --out out --steps 'map' --shard 2/5 --dry-run
ok "a shard is its part of the list" eval 'n=$(grep -c "	out/" said) && [ "$n" -ge 2 ] && [ "$n" -le 3 ]'
for i in 1 2 3 4 5; do "$batch" --edits edits --out out --steps map --shard "$i/5" --dry-run; done | sort > parts
"$batch" --edits edits --out out --steps map --dry-run | sort | cmp -s - parts && same=0 || same=1
ok "all shards are the whole list" [ "$same" = 0 ]

# Folders with such names; letters in both normal forms beside each other; a name as long as can be.
hostile="fo'ld\"er \$(touch hacked)${newline}-x"
mkdir "$hostile"
mkdir "$hostile/edits"
for name in "$(printf 'caf\303\251.jpg')" "$(printf 'cafe\314\201.jpg')" "$(printf 'n%.0s' $(seq 251)).jpg"; do
  echo "$name" > "$hostile/edits/$name"
done
run --edits "$hostile/edits" --out "$hostile/out" --steps map
ok "folders may be called anything, too" eval '[ "$status" = 0 ] && [ "$(ls "$hostile/out" | grep -c "jpg$")" = 3 ] && [ ! -e hacked ]'

# ---- what is refused ----
pictures 2
mkdir out
echo precious > out/p1-edit.jpg
run --edits edits --out out --steps map
ok "a file that no batch made is not replaced" eval '[ "$status" = 2 ] && [ "$(cat out/p1-edit.jpg)" = precious ] && [ ! -e out/p2-edit.jpg ] && grep -q "p1-edit.jpg is there already" said'
run --edits edits --out out --steps map --overwrite
ok "unless it is wished" eval '[ "$status" = 0 ] && ! grep -q precious out/p1-edit.jpg'
run --edits edits --out edits --steps map --overwrite
ok "an input is never overwritten" eval '[ "$status" = 2 ] && [ "$(cat edits/p1-edit.jpg)" = "edit 1" ]'
ln -s edits out2
run --edits edits --out out2 --steps map --overwrite
ok "nor through a link" eval '[ "$status" = 2 ] && [ "$(cat edits/p1-edit.jpg)" = "edit 1" ]'
cp edits/p1-edit.jpg edits/p1-edit.png
run --edits edits --out out3 --steps map --format png
ok "two pictures cannot become one" eval '[ "$status" = 2 ] && grep -q "Several pictures" said && [ ! -e out3 ]'
rm edits/p1-edit.png
run --edits edits --out out3 --steps bad
ok "a method there is not stops it before anything is made" eval '[ "$status" = 2 ] && grep -q "There is no bad" said && [ "$(ls out3)" = retexture-ledger.jsonl ]'
for options in "--out out --steps map" "--edits edits --steps map" "--edits edits --out out" \
    "--edits no-such-folder --out out --steps map" "--edits edits --out out --steps map --quality 0" \
    "--edits edits --out out --steps map --jobs 0" "--edits edits --out out --steps map --format gif" \
    "--edits edits --out out --steps map --shard 3/2" "--edits edits --out out --steps map --unpaired maybe" \
    "--edits originals/p1.jpg --out out --steps map" "--no-such-option"; do
  run $options
  ok "refused: $options" eval '[ "$status" = 2 ] && [ -s said ]'
done
run --edits edits --out out4 --steps '  ; # nothing
 '
ok "no steps are refused" eval '[ "$status" = 2 ] && grep -q "no steps" said'
printf '# a remark; it does not; count\nmap radius=3; \nnoise preset='"'"'a; b'"'"'\n' > steps.txt
run --edits edits --out out4 --steps steps.txt
ok "steps stand in a file, too, with quoted semicolons" eval '[ "$status" = 0 ] && grep -q "\"noise\", \"settings\": \"preset=.a; b." out4/p1-edit.jpg'

# ---- one picture's trouble is its own ----
pictures 4
for name in kill refuse stuck once; do echo "$name" > "edits/$name.jpg"; done
run --edits edits --out out --steps map -j 2 --timeout 2
ok "the rest is made" eval '[ "$status" = 1 ] && [ -f out/p1-edit.jpg ] && [ -f out/p4-edit.jpg ]'
ok "what killed one worker is tried once more" [ -f out/once.jpg ]
ok "what killed two, or held them up, is set aside" eval 'grep -q "^5 done, 0 were there already, 0 missed the gate, 1 failed, 2 set aside" said && [ ! -e out/kill.jpg ]'
ok "the ledger says which and why" eval 'grep "\"out\":\"refuse.jpg\"" out/retexture-ledger.jsonl | grep -q "It would not"'
run --edits edits --out out --steps map -j 2 --timeout 2
ok "what was set aside is left alone, what was refused is tried again" grep -q "^0 done, 7 were there already, 0 missed the gate, 1 failed, 0 set aside" said
run --edits edits --out out --steps map --timeout 2 --retry
ok "on request it is tried again" grep -q "^0 done, 5 were there already, 0 missed the gate, 1 failed, 2 set aside" said

# ---- the gate and the contact sheet ----
rm -rf out
run --edits edits --out out --steps map --timeout 2 --gate 'number<1'
ok "what misses the gate goes to a folder of its own, with the reason" eval '[ "$status" = 1 ] && [ -f out/missed/p1-edit.jpg ] && [ ! -e out/p1-edit.jpg ] && grep -q "^p1-edit.jpg	number is 1.5, not < 1" said'
run --edits edits --out out --steps map --timeout 2 --gate 'number<1'
ok "there it is done, and still no success" eval '[ "$status" = 1 ] && grep -q "^0 done, 7 were there already" said'
run --edits edits --out out --steps map --timeout 2 --gate 'map.number>1, number<2'
ok "let through by another gate, it leaves that folder" eval '[ -f out/p1-edit.jpg ] && [ ! -e out/missed/p1-edit.jpg ]'
run --edits edits --out out --steps map --timeout 2 --gate 'halo<1'
ok "what was not measured is not let through" grep -q "overshoot was not measured" said
run --edits edits --out out --steps map --gate 'halo=1'
ok "what is no gate is refused" eval '[ "$status" = 2 ] && grep -q "halo=1" said'
rm -rf out2
mkdir out2
echo precious > out2/p1-edit.jpg
run --edits edits --out out2 --steps map --timeout 2 --gate 'number<1' --overwrite --no-contact
ok "what misses the gate replaces nothing that no batch made" eval '[ "$(cat out2/p1-edit.jpg)" = precious ] && [ -f out2/missed/p1-edit.jpg ] && [ ! -e out2/retexture-contact ]'
rm -rf out2
mkdir -p out2/missed
echo precious > out2/missed/p1-edit.jpg
run --edits edits --out out2 --steps map --timeout 2 --gate 'number<1' --no-contact
ok "nor in the folder of what missed it" eval '[ "$status" = 2 ] && [ "$(cat out2/missed/p1-edit.jpg)" = precious ] && grep -q "missed/p1-edit.jpg is there already" said'
rm -rf out2
contact=out/retexture-contact
ok "the sheet has the worst first, with the reason" eval 'grep -o "<h2>[^<]*" $contact/index.html | head -n 3 | grep -q "kill.jpg\|refuse.jpg\|stuck.jpg" && grep -q "It would not" $contact/index.html'
ok "numbers as CSV and JSON" python3 - "$contact" <<'END'
import csv, json, sys
rows = list(csv.DictReader(open(sys.argv[1] + "/numbers.csv", newline="")))
lines = json.load(open(sys.argv[1] + "/numbers.json"))
assert len(rows) == len(lines) == 8, (rows, lines)
assert {row["result"]: row["map.number"] for row in rows}["p1-edit.jpg"] == "1.5"
assert {row["result"]: row["reason"] for row in rows}["refuse.jpg"] == "It would not."
END

# ---- killed at any moment ----
pictures 40
run --edits edits --originals originals --out out --steps map -j 2
sums > undisturbed
rm -rf out
for i in $(seq 20); do
  "$batch" --edits edits --originals originals --out out --steps map -j 2 >/dev/null 2>&1 &
  victim=$!
  sleep "$(awk -v i="$i" 'BEGIN { srand(i); printf "%.3f", 0.05 + 0.45 * rand() }')"
  kill -KILL "$victim" 2>/dev/null || true
  wait "$victim" 2>/dev/null || true
done
# Half a line at the end, as a kill at the worst moment leaves.
printf '{"out":"p1-edit.jpg","sta' >> out/retexture-ledger.jsonl
run --edits edits --originals originals --out out --steps map -j 2
ok "killed 20 times and taken up, every picture is there" eval '[ "$status" = 0 ] && all_there'
ok "each byte as from an undisturbed run" eval 'sums | cmp -s - undisturbed'
ok "and each made exactly once" eval '[ "$(grep -c "\"state\":\"done\"" out/retexture-ledger.jsonl)" = 40 ]'
# Two at a time, on the halves of one list.
rm -rf out
"$batch" --edits edits --originals originals --out out --steps map --shard 1/2 >/dev/null 2>&1 &
run --edits edits --originals originals --out out --steps map --shard 2/2
wait
ok "several programs can write one ledger" eval 'all_there && sums | cmp -s - undisturbed && [ "$(grep -c "\"state\":\"done\"" out/retexture-ledger.jsonl)" = 40 ]'

# ---- the page's examples for many machines ----
page=$here/../../docs/catalogue.md
sed -n '/^```sh$/,/^```$/{/^```/d;p}' "$page" > rings.sh
rm -rf out shoot ready
mv originals shoot
: > steps.txt
echo map > steps.txt
for task in 1 2 3 4 5 6 7 8; do
  PATH=$here:$build:$real_path SLURM_CPUS_PER_TASK=2 SLURM_ARRAY_TASK_ID=$task SLURM_ARRAY_TASK_COUNT=8 sh rings.sh 2>/dev/null
done
ok "the Slurm script makes the whole list" eval 'mv ready out && all_there'
ok "and shellcheck has nothing to say of it" eval '! command -v shellcheck >/dev/null || shellcheck rings.sh > said'
rm -rf out
sed -n '/^    parallel/,/^$/p' "$page" | sed 's/--sshloginfile machines.txt //' > parallel.sh
if command -v parallel >/dev/null; then
  PATH=$here:$build:$real_path sh parallel.sh 2>/dev/null </dev/null || true
  ok "GNU Parallel makes the whole list on local slots" eval 'mv ready out && all_there'
fi

# ---- with GIMP itself ----
PATH=$real_path
cd "$here/../.."
. tests/profile.sh
answers=$build/tests/pluginrc-batch
install_plug_in "$build/retexture"
borrow_answers "$answers"
export GIMP2_DIRECTORY="$folder/profile"
cd "$folder"
rm -rf edits originals out out2
mkdir edits originals
for i in 1 2 3; do
  convert -size 300x200 -seed "$i" plasma:tan-brown -attenuate 0.3 +noise Gaussian "originals/p$i.png"
  convert "originals/p$i.png" -blur 0x2 "edits/p$i.png"
done
mv edits/p2.png "$(printf 'edits/p2-\377\n$(x)\"\047.png')"
convert "originals/p3.png" -depth 16 -blur 0x2 -density 240 -units PixelsPerInch -set comment hello edits/p3.tif
exiftool -q -overwrite_original -XMP-dc:Creator='Jane Doe' edits/p3.tif
rm edits/p3.png
echo broken > edits/p4.jpg
run --edits edits --originals originals --out out --unpaired=process -j 2 --steps "map radius=3 returned=everything; disclose beneath=edited"
ok "GIMP takes the pictures through the steps, but for the broken one" eval '[ "$status" = 1 ] && grep -q "^3 done, 0 were there already, 0 missed the gate, 1 failed" said'
near () { [ "$(compare -metric AE -fuzz 2% "$1" "$2" null: 2>&1)" -le 600 ]; }
ok "the original's texture is back" near out/p1.png originals/p1.png
ok "16 bits, resolution and metadata stay, and what was disclosed goes in" eval \
  '[ "$(identify -format "%z %x %U" out/p3.tif 2>/dev/null | cut -c1-6)" = "16 240" ] && exiftool out/p3.tif | grep -q "Creator.*Jane Doe" && exiftool out/p3.tif | grep -q "compositeWithTrained"'
ok "the contact sheet has four pictures of each" eval 'for name in $(grep -o "[0-9a-f]*-[a-z-]*.jpg" out/retexture-contact/index.html); do identify "out/retexture-contact/$name" >/dev/null || exit 1; done; [ "$(grep -c "<img" out/retexture-contact/index.html)" = 12 ]'
ok "the ledger has what was measured" grep -q '"disclose.steps":1' out/retexture-ledger.jsonl
pixels () { for file in out/p*.png out/p*.tif; do convert "$file" -depth 16 rgb:- 2>/dev/null | sha256sum; done; }
pixels > "$folder/undisturbed"
rm -rf out
# Killed as soon as a file is being written.
"$batch" --edits edits --originals originals --out out --unpaired=process --steps "map radius=3 returned=everything; disclose beneath=edited" >/dev/null 2>&1 &
killed=$!
tries=600
until ls out/.retexture-* >/dev/null 2>&1 || [ "$tries" = 0 ]; do tries=$((tries - 1)); sleep 0.05; done
ok "a file in work has a name of its own" [ "$tries" -gt 0 ]
kill -KILL "$killed"
wait "$killed" 2>/dev/null || true
run --edits edits --originals originals --out out --unpaired=process --steps "map radius=3 returned=everything; disclose beneath=edited"
ok "killed and taken up, each pixel is as before" eval 'pixels | cmp -s - "$folder/undisturbed" && all_but_broken=$(ls -A out | grep -c "^\.retexture" || true) && [ "$all_but_broken" = 0 ]'
run --edits edits --out out2 --steps "map sharpness=3"
ok "a setting there is not is refused by name before anything is made" eval '[ "$status" = 2 ] && grep -q "“sharpness”" said'
rm -rf edits out2
mkdir edits
convert originals/p1.png -depth 8 plain.png
convert plain.png edits/a.psd
convert plain.png -define webp:lossless=true edits/b.webp
cp plain.png edits/c.png
convert plain.png -colors 64 -type Palette PNG8:edits/d.png
run --edits edits --out out2 --steps "press amount=0" --format xcf
ok "PSD, WebP and palettes are read, XCF is written" eval '[ "$status" = 0 ] && for name in a b c d; do head -c 8 "out2/$name.xcf" | grep -q "gimp xcf" || exit 1; done'
rm -rf edits/*.psd edits/*.webp edits/*.png
mv out2/*.xcf edits/
run --edits edits --out out3 --steps "press amount=0" --format png
same () { [ "$(compare -metric AE "$1" "$2" null: 2>&1)" = 0 ]; }
ok "and read again, without a pixel lost" eval '[ "$status" = 0 ] && same out3/a.png plain.png && same out3/b.png plain.png && same out3/c.png plain.png'
keep_answers "$answers"
echo "1..$count"
