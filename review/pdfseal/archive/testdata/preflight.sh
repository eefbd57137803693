#!/usr/bin/env bash
# Checks PDF files with the preflight of Apache PDFBox (Apache-2.0, from Maven Central), which knows PDF/A-1b only.
#
#   preflight.sh setup        fetches it into the cache folder; needs java 11+, mvn and the network
#   preflight.sh LIST REPORT  checks the files that LIST names, one a line, and writes what it found to REPORT as XML; 3 when not set up
#
# SHINSA_PREFLIGHT names another folder for it than the cache.
set -euo pipefail
version=3.0.3
home=${SHINSA_PREFLIGHT:-${XDG_CACHE_HOME:-$HOME/.cache}/shinsa/preflight-$version}
jar=$home/preflight-app-$version.jar

if [[ ${1:-} == setup ]]; then
	[[ -e $home/complete ]] && exit 0
	command -v mvn >/dev/null && command -v java >/dev/null || { echo "preflight.sh: java and mvn are needed" >&2; exit 3; }
	printf '\n== fetching PDFBox preflight %s\n' "$version"
	mkdir -p "$home"
	for pause in 0 5 15 45; do
		sleep $pause
		if timeout 600 mvn -q -B dependency:copy -Dartifact="org.apache.pdfbox:preflight-app:$version:jar" -DoutputDirectory="$home" </dev/null; then
			touch "$home/complete"
			exit 0
		fi
		echo "preflight.sh: Maven Central did not answer in full" >&2
	done
	echo "preflight.sh: PDFBox preflight $version could not be fetched from Maven Central; run the same command again" >&2
	exit 3
fi

[[ -e $home/complete ]] && command -v java >/dev/null || { echo "preflight.sh: not set up; run 'preflight.sh setup'" >&2; exit 3; }
java -Xmx512m -cp "$jar" org.apache.pdfbox.preflight.Validator_A1b xml group "$1" >/dev/null 2>&1 || true # it fails when one file does
mv "$1.preflight.xml" "$2"
