#!/usr/bin/env bash
# Checks PDF files against PDF/A-3b with veraPDF (GPL/MPL, from Maven Central).
#
#   verapdf.sh setup     fetches veraPDF into the cache folder; needs java 11+, mvn and the network
#   verapdf.sh FILE|DIR…  exit 0 when every file conforms, 1 when one does not (the failed rules are printed), 3 when not set up
set -euo pipefail
version=1.28.2
home=${SHINSA_VERAPDF:-${XDG_CACHE_HOME:-$HOME/.cache}/shinsa/verapdf-$version}

if [[ ${1:-} == setup ]]; then
	[[ -e $home/complete ]] && exit 0
	command -v mvn >/dev/null && command -v java >/dev/null || { echo "verapdf.sh: java and mvn are needed" >&2; exit 3; }
	mkdir -p "$home"
	cat >"$home/pom.xml" <<-POM
	<project xmlns="http://maven.apache.org/POM/4.0.0">
	  <modelVersion>4.0.0</modelVersion>
	  <groupId>local</groupId><artifactId>verapdf</artifactId><version>1</version>
	  <dependencies><dependency>
	    <groupId>org.verapdf.apps</groupId><artifactId>greenfield-apps</artifactId><version>$version</version>
	  </dependency></dependencies>
	</project>
	POM
	mvn -q -B -f "$home/pom.xml" dependency:copy-dependencies -DoutputDirectory="$home/lib"
	touch "$home/complete"
	exit 0
fi

[[ -e $home/complete ]] && command -v java >/dev/null || { echo "verapdf.sh: not set up; run 'verapdf.sh setup'" >&2; exit 3; }
report=$(mktemp)
trap 'rm -f "$report"' EXIT
java -Xmx512m -cp "$home/lib/*" org.verapdf.apps.GreenfieldCliWrapper --flavour 3b --format text --verbose --recurse "$@" >"$report" 2>&1 || true
if grep -q '^PASS ' "$report" && ! grep -Eqv '^(PASS |$)' "$report"; then
	cat "$report"
	exit 0
fi
cat "$report"
exit 1
