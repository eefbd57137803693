#!/usr/bin/env bash
# Checks PDF files against PDF/A-3b with veraPDF (GPL/MPL, from Maven Central).
#
#   verapdf.sh setup      fetches veraPDF into the cache folder; needs java 11+, mvn and the network
#   verapdf.sh FILE|DIR…  exit 0 when every file conforms, 1 when one does not (the failed rules are printed), 3 when not set up
#
# SHINSA_VERAPDF names another folder for it than the cache.
set -euo pipefail
version=1.28.2
home=${SHINSA_VERAPDF:-${XDG_CACHE_HOME:-$HOME/.cache}/shinsa/verapdf-$version}

# fetch asks Maven for everything once; what arrived stays in Maven's own store, so that the next attempt only asks for the rest.
fetch() {
	timeout 600 mvn -q -B -f "$home/pom.xml" \
		-Dmaven.wagon.http.retryHandler.count=5 -Dmaven.wagon.rto=60000 \
		-Daether.connector.connectTimeout=20000 -Daether.connector.requestTimeout=60000 -Daether.connector.http.retryHandler.count=5 \
		dependency:copy-dependencies -DoutputDirectory="$home/lib" </dev/null
}

if [[ ${1:-} == setup ]]; then
	[[ -e $home/complete ]] && exit 0
	command -v mvn >/dev/null && command -v java >/dev/null || { echo "verapdf.sh: java and mvn are needed" >&2; exit 3; }
	printf '\n== fetching veraPDF %s\n' "$version"
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
	for pause in 0 5 15 45; do
		sleep $pause
		if fetch; then
			touch "$home/complete"
			exit 0
		fi
		echo "verapdf.sh: Maven Central did not answer in full" >&2
	done
	cat >&2 <<-END
	verapdf.sh: veraPDF $version could not be fetched from Maven Central (https://repo.maven.apache.org/maven2).
	Behind a proxy or a mirror, name it in ~/.m2/settings.xml; then run the same command again: it goes on where it stopped.
	END
	exit 3
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
