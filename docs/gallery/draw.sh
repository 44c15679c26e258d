#!/bin/sh
# Draws the pictures of the README with the program given: docs/gallery/draw.sh PROGRAM, from the source folder.
set -eu
program=$1
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
"$program" render -q samples/openai-amazon-2025-12.json -o "$scratch"
pdftoppm -r 100 -png -singlefile "$scratch/openai-amazon-2025-12/briefing.pdf" docs/gallery/page-1
cp "$scratch/openai-amazon-2025-12/flow.png" docs/gallery/flow.png
"$program" figure -q valuation samples/ai-deals-2025-12.json --party openai --width 680 -o docs/gallery/valuation-openai.png
"$program" figure -q matrix samples/openai-amazon-2025-12.json --width 680 -o docs/gallery/matrix.png
"$program" figure -q deal samples/ai-deals-2025-12.json --deal nvidia-openai-loi --width 680 -o docs/gallery/deal.png
"$program" figure -q range samples/ai-deals-2025-12.json --party openai --width 680 -o docs/gallery/range.png
"$program" figure -q schedule samples/ai-deals-2025-12.json --width 680 -o docs/gallery/schedule.png
"$program" figure -q twoway samples/ai-deals-2025-12.json --width 680 -o docs/gallery/twoway.png
"$program" figure -q exposure samples/ai-deals-2025-12.json --party openai --width 680 -o docs/gallery/exposure.png
"$program" figure -q tornado samples/ai-deals-2025-12.json --width 680 -o docs/gallery/tornado.png
"$program" figure -q bridge samples/openai-amazon-2025-12.json --since samples/editions/openai-amazon-2025-12-10.json --class commerce --width 680 -o docs/gallery/bridge.png
"$program" figure -q multiples samples/ai-deals-2025-12.json --width 680 -o docs/gallery/multiples.png
"$program" figure -q timeline samples/ai-deals-2025-12.json --where 'amount>=10B' --width 680 -o docs/gallery/timeline.png
"$program" figure -q lifecycle samples/openai-amazon-2025-12.json --since samples/editions/openai-amazon-2025-12-10.json --width 680 -o docs/gallery/lifecycle.png
"$program" figure -q keyfigures samples/openai-amazon-2025-12.json --width 680 -o docs/gallery/keyfigures.png
