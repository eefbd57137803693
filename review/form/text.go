package form

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
)

// The marks of the plain form.
const (
	blockMark = "■"
	shownMark = "｜"
	endLine   = "■ 終わり"
)

var (
	fieldLine = regexp.MustCompile(`^[ \t　]*【([^】]{1,12})】(.*)$`)
	blockLine = regexp.MustCompile(`^[ \t　]*■[ \t　]*([0-9A-Za-z][0-9A-Za-z._-]{0,63})[ \t　]*[\[［]([0-9]{1,9})[\]］]`)
	lastLine  = regexp.MustCompile(`^[ \t　]*■[ \t　]*終わり[ \t　]*$`)
)

// preface tells a person how to fill the form in.
const preface = `# 審査票（書面様式）
# 取扱注意：申請者の非公開の情報を含みます（運用規程第20条）。
# 各項目の【判定】【開示】【水準】【所見】【照会】の右に記入します。
# 所見と照会は何行でも構いません。
# 【判定】　適合・要確認・不適合・該当なし（まだのときは未確認のまま）
# 【開示】　適切・不十分・なし　　　【水準】　満たす・満たさない
# ｜で始まる行は参考です。
# ■で始まる行と、この上下の【　】の見出しは変えないでください。
# ほかの人が代わりに記入したときは、【代筆者】に氏名を書いてください。
# 委員本人が取り込み、本人の署名で提出します。`

// writeText writes UTF-8 with a mark at the beginning and lines that every editor shows as lines.
func writeText(b Blank) []byte {
	var w bytes.Buffer
	w.WriteString("\ufeff" + preface + "\n")
	for _, s := range []string{b.Operator, b.Service, b.Title} {
		for _, line := range fold(oneLine(s), safeColumns-2) {
			fmt.Fprintf(&w, "# %s\n", line)
		}
	}
	w.WriteString("\n")
	fmt.Fprintf(&w, "【%s】%s\n", version, format)
	for _, f := range headFields {
		fmt.Fprintf(&w, "【%s】%s\n", f.name, f.get(&b.Head))
	}
	for _, r := range b.Rows {
		writeBlock(&w, r)
	}
	fmt.Fprintf(&w, "\n%s\n", endLine)
	return bytes.ReplaceAll(w.Bytes(), []byte("\n"), []byte("\r\n"))
}

func writeBlock(w *bytes.Buffer, r Row) {
	begin := fmt.Sprintf("%s %s [%d]", blockMark, r.Item, r.Base)
	if whole := begin + " " + oneLine(r.Title); wide(whole) <= safeColumns {
		fmt.Fprintf(w, "\n%s\n", whole)
	} else {
		fmt.Fprintf(w, "\n%s\n", begin)
		show(w, "審査対象項目", oneLine(r.Title))
	}
	show(w, "分類", oneLine(r.Group)+"　"+r.duty())
	show(w, "記述内容", r.Ask)
	show(w, "手引", r.Guidance)
	show(w, "要件", r.Level)
	show(w, "情報開示内容", r.answer())
	show(w, "根拠資料", r.Evidence)
	if r.Earlier != nil {
		show(w, "前回の開示", r.Earlier.disclosed())
		show(w, "前回の判定", r.Earlier.found())
	}
	for _, f := range Fields {
		if f == Level && r.Level == "" {
			continue
		}
		fmt.Fprintf(w, "【%s】%s\n", Label(f), guarded(Word(f, r.Of(f))))
	}
}

// show writes what a person reads beside the fields, in lines that stay as they are.
func show(w *bytes.Buffer, label, text string) {
	if text = tidy(text); text == "" {
		return
	}
	before := shownMark + label + "　"
	for _, line := range fold(text, safeColumns-wide(before)) {
		fmt.Fprintf(w, "%s%s\n", before, line)
		before = shownMark + "　　"
	}
}

// guarded writes a text so that none of its lines is taken for a field or block.
func guarded(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if i > 0 && begins(line) || strings.HasPrefix(line, `\`) {
			lines[i] = `\` + line
		}
	}
	return strings.Join(lines, "\n")
}

// begins reports whether a line in a text would begin a field or block, or end the form.
func begins(line string) bool {
	if m := fieldLine.FindStringSubmatch(line); m != nil {
		_, ok := fieldNamed(m[1])
		return ok
	}
	return blockLine.MatchString(line) || lastLine.MatchString(line)
}

func fieldNamed(name string) (Field, bool) {
	for _, f := range Fields {
		if labels[f] == name {
			return f, true
		}
	}
	return "", false
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
