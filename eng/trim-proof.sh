#!/usr/bin/env bash
# Publishes a program that uses all of Posthorn.Protocol, trimmed and with every warning an error, and runs what is left of it.
set -euo pipefail
cd "$(dirname "$0")/.."

name=Posthorn.Protocol.TrimProof
out=artifacts/trim-proof

dotnet publish "test/$name" --configuration Release --runtime linux-x64 --self-contained \
  -p:PublishTrimmed=true -p:TrimmerSingleWarn=false -p:ILLinkTreatWarningsAsErrors=true --output "$out" --verbosity quiet
"$out/$name"
