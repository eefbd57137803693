package evidence

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"shinsa/review/intake/normal"
	"shinsa/review/intake/record"
)

var (
	evidenceRef = regexp.MustCompile(`(?i)(?:(根拠資料|添付資料|資料|別紙|別添|添付|書類|証憑|no\.?)\s*(?:no\.?)?\s*)?([0-9]+)`)
	pageRef     = regexp.MustCompile(`(?i)(?:pp?\.?\s*([0-9]+)|([0-9]+)\s*(?:頁|ページ|枚目)|第\s*([0-9]+)\s*(?:頁|ページ))(?:\s*[~-]\s*(?:p\.?\s*)?([0-9]+)(?:\s*(?:頁|ページ))?)?`)
	rangePage   = regexp.MustCompile(`(?i)([0-9]+)\s*[~-]\s*([0-9]+)\s*(?:頁|ページ)`)
	chapterRef  = regexp.MustCompile(`第\s*[0-9]+\s*(?:章|条|項|節|版|号)|[0-9]+\s*(?:章|条|項|節|版)|[0-9]+\.[0-9.]+`)
	onlyNumber  = regexp.MustCompile(`^(?:no|資料)?[0-9]+$`)
	refSplit    = regexp.MustCompile(`[\n、,;/]|及び|および|並びに`)
)

// maxPointers is the longest text, in bytes, that is read as the evidence of one answer.
const maxPointers = 4000

// Pointers reads the evidence column of a row: 資料2 p.1, 資料１・５, ①, 登記簿. unknown are the words that name no evidence of FormC.
func Pointers(raw string, evidence []record.Evidence) (pointers []record.Pointer, unknown []string) {
	if raw == "" || normal.IsDash(raw) || normal.IsNothing(raw) {
		return nil, nil
	}
	if len(raw) > maxPointers {
		return nil, []string{string([]rune(raw)[:40]) + "…"}
	}
	if no := byTitle(raw, evidence); no != "" && !evidenceRef.MatchString(stripPages(raw)) {
		page, to := pages(normal.Fold(raw).S)
		return []record.Pointer{{No: no, Page: page, To: to}}, nil // a title with commas in it
	}
	prefix := ""
	for _, piece := range refSplit.Split(normal.Fold(raw).S, -1) {
		if piece = strings.TrimSpace(piece); piece == "" {
			continue
		}
		got, p := piecePointers(piece, prefix, evidence)
		if p != "" {
			prefix = p
		}
		switch {
		case len(got) > 0:
			pointers = append(pointers, got...)
		case byTitle(piece, evidence) != "":
			page, to := pages(piece)
			pointers = append(pointers, record.Pointer{No: byTitle(piece, evidence), Page: page, To: to})
		case pageOnly(piece) && len(pointers) > 0:
			last := pointers[len(pointers)-1]
			page, to := pages(piece)
			pointers = append(pointers, record.Pointer{No: last.No, Page: page, To: to})
		default:
			unknown = append(unknown, piece)
		}
	}
	for _, p := range pointers {
		if !listed(p.No, evidence) {
			unknown = append(unknown, p.No)
		}
	}
	return pointers, unknown
}

// piecePointers reads one piece of the column; 資料2・7 names two. The prefix of an earlier piece serves a bare number.
func piecePointers(piece, prefix string, evidence []record.Evidence) ([]record.Pointer, string) {
	page, to := pages(piece)
	body := pageRef.ReplaceAllString(rangePage.ReplaceAllString(piece, " "), " ")
	body = chapterRef.ReplaceAllString(body, " ")
	if body = strings.Trim(body, " ()[]"); body == "" {
		return nil, ""
	}
	var out []record.Pointer
	used := ""
	for _, part := range strings.FieldsFunc(body, func(r rune) bool { return r == '・' || r == '+' || r == '&' }) {
		m := evidenceRef.FindStringSubmatch(strings.TrimSpace(part))
		if m == nil || !strings.HasPrefix(strings.TrimSpace(part), m[0]) {
			continue
		}
		word := m[1]
		if word == "" || strings.HasPrefix(strings.ToLower(word), "no") {
			word = prefix
		}
		if word == "" {
			word = "資料"
		}
		used = word
		out = append(out, record.Pointer{No: named(word, m[2], evidence)})
	}
	if len(out) == 1 {
		out[0].Page, out[0].To = page, to
	} else if len(out) > 1 && page > 0 {
		out[len(out)-1].Page, out[len(out)-1].To = page, to
	}
	return out, used
}

// named returns the evidence number for a word and a number: as FormC has it, or 資料 with the number.
func named(word, number string, evidence []record.Evidence) string {
	n, err := strconv.Atoi(number)
	if err != nil {
		return word + number
	}
	digits := strconv.Itoa(n)
	if listed(word+digits, evidence) {
		return word + digits
	}
	if word != "資料" {
		for _, e := range evidence { // 別紙１ stands in the title of 資料6
			if strings.Contains(normal.Key(e.Title), normal.Key(word+digits)) {
				return e.No
			}
		}
		if listed("資料"+digits, evidence) {
			return "資料" + digits
		}
		return word + digits
	}
	for _, e := range evidence { // FormC numbers them otherwise: 添付1, 別紙1, A-1
		if strings.TrimLeft(strings.TrimLeft(e.No, "資料添付別紙書類根拠証憑noNO.#-"), "0") == digits {
			return e.No
		}
	}
	return word + digits
}

func listed(no string, evidence []record.Evidence) bool {
	for _, e := range evidence {
		if e.No == no {
			return true
		}
	}
	return false
}

// byTitle finds the one evidence whose title or file begins with the words, or contains them.
func byTitle(words string, evidence []record.Evidence) string {
	k := normal.Key(chapterRef.ReplaceAllString(stripPages(words), " "))
	if len(k) < 6 || onlyNumber.MatchString(k) { // two characters at least
		return ""
	}
	match := ""
	for _, e := range evidence {
		if normal.Key(e.No) == k {
			return e.No
		}
		if strings.Contains(normal.Key(e.Title), k) || strings.Contains(normal.Key(e.File), k) {
			if match != "" {
				return ""
			}
			match = e.No
		}
	}
	return match
}

func stripPages(s string) string {
	return pageRef.ReplaceAllString(rangePage.ReplaceAllString(normal.Fold(s).S, " "), " ")
}

func pageOnly(piece string) bool { return strings.Trim(stripPages(piece), " ()[]~-") == "" }

// pages reads the first page, or stretch of pages, that a piece names.
func pages(piece string) (page, to int) {
	if m := rangePage.FindStringSubmatch(piece); m != nil {
		return natural(m[1]), natural(m[2])
	}
	m := pageRef.FindStringSubmatch(piece)
	if m == nil {
		return 0, 0
	}
	return natural(m[1] + m[2] + m[3]), natural(m[4])
}

func natural(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}

// Mentioned returns the evidence numbers named inside an answer: 資料2の1頁「図1 全体構成」のとおり.
func Mentioned(text string, evidence []record.Evidence) []string {
	var out []string
	for _, m := range evidenceRef.FindAllStringSubmatch(normal.Fold(text).S, -1) {
		if m[1] == "" || strings.HasPrefix(strings.ToLower(m[1]), "no") {
			continue
		}
		if no := named(m[1], m[2], evidence); listed(no, evidence) {
			out = append(out, no)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Plain writes pointers the way the form asks for: 資料2 p.1.
func Plain(list []record.Pointer) string {
	words := make([]string, len(list))
	for i, p := range list {
		words[i] = p.No
		if p.Page > 0 {
			words[i] += " p." + strconv.Itoa(p.Page)
		}
	}
	return strings.Join(words, "、")
}

// Stated returns how many pages a row of FormC says its document has: 12, p.3～8; 0 where it does not say.
func Stated(pages string) int {
	s := normal.Fold(pages).S
	if from, to, ok := strings.Cut(s, "~"); ok {
		return natural(normal.Digits(to)) - natural(normal.Digits(from)) + 1
	}
	return natural(normal.Digits(s))
}
