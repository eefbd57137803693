package vault

import (
	"crypto/sha256"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"shinsa/review/fault"
)

// A recovery key is printed as four lines of groups, each ended by a check of its own, so that a slip of the pen is found by its line:
//
//	1: QXKL4 9PZRT 7YUWM - 3F
//
// The characters are those of the age identity after "AGE-SECRET-KEY-1" (bech32, whose own checksum covers the whole), 15 to a line. The
// check is the first 10 bits of the SHA-256 of the line's number and characters, as two characters of the same alphabet. O is read
// as 0, and I and 1 as L: the alphabet has none of them.
const (
	sheetPrefix = "AGE-SECRET-KEY-1"
	sheetLine   = 15
	sheetGroup  = 5
	sheetAll    = 58
	sheetSigns  = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"
)

// BadLine is the code of a recovery sheet with a line that was copied wrongly: Invalid, with its number.
const BadLine = "recovery_line_wrong"

// Sheet returns the lines of a recovery key for paper.
func Sheet(identity string) []string {
	rest := strings.TrimPrefix(strings.ToUpper(identity), sheetPrefix)
	var out []string
	for n := 1; rest != ""; n++ {
		line := rest[:min(sheetLine, len(rest))]
		rest = rest[len(line):]
		var groups []string
		for at := 0; at < len(line); at += sheetGroup {
			groups = append(groups, line[at:min(at+sheetGroup, len(line))])
		}
		out = append(out, strconv.Itoa(n)+": "+strings.Join(groups, " ")+" - "+sheetCheck(n, line))
	}
	return out
}

func sheetCheck(n int, line string) string {
	sum := sha256.Sum256([]byte(strconv.Itoa(n) + line))
	return string([]byte{sheetSigns[sum[0]>>3], sheetSigns[(sum[0]<<2|sum[1]>>6)&31]})
}

var sheetNumber = regexp.MustCompile(`^\s*[1-4]\s*[:.)]`)

// ReadSheet returns the recovery key that a person typed from a sheet, or the bare key. Spaces, hyphens, width, case and the numbers of the
// lines do not matter. A line whose check does not hold is refused with its number, anything else with Invalid "recovery_invalid".
func ReadSheet(typed string) (identity string, err error) {
	typed = strings.ToUpper(norm.NFKC.String(typed))
	if i := strings.Index(typed, sheetPrefix); i >= 0 {
		typed = typed[i+len(sheetPrefix):]
	}
	var all strings.Builder
	for line := range strings.Lines(typed) {
		all.WriteString(signsOf(sheetNumber.ReplaceAllString(line, "")))
	}
	signs := all.String()
	if len(signs) == sheetAll {
		return sheetPrefix + signs, nil
	}
	var key strings.Builder
	for n := 1; signs != ""; n++ {
		length := min(sheetLine, sheetAll-key.Len())
		if length <= 0 || len(signs) < length+2 {
			return "", fault.New(fault.Invalid, BadRecovery)
		}
		line := signs[:length]
		if sheetCheck(n, line) != signs[length:length+2] {
			return "", fault.New(fault.Invalid, BadLine, "line", strconv.Itoa(n))
		}
		key.WriteString(line)
		signs = signs[length+2:]
	}
	if key.Len() != sheetAll {
		return "", fault.New(fault.Invalid, BadRecovery)
	}
	return sheetPrefix + key.String(), nil
}

// signsOf keeps the characters of the alphabet, reading those that are mistaken for them.
func signsOf(line string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case 'O':
			return '0'
		case 'I', '1':
			return 'L'
		}
		if strings.ContainsRune(sheetSigns, r) {
			return r
		}
		return -1
	}, line)
}
