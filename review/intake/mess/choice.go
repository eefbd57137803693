package mess

import (
	"slices"
	"strings"

	"shinsa/review/criteria"
)

// The ways of saying yes and no that leave no doubt.
var (
	yes = []string{
		"有", "あり", "有り", "ある", "○", "◯", "〇", "◎", "●", "レ", "✓", "☑", "✔", "√", "はい", "Yes", "YES", "yes", "対応済", "対応済み", "実施済み", "(有)", "（有）", "【有】",
		"有。", "あり　", "有：", "☑有　□無", "■有 □無", "☑ 有\n☐ 無", "●有　○無", "あります", "有ります", "実施しています", "対応しております。", "有 / －", "ｱﾘ", "ハイ", "アリ", "有　", "Ｙｅｓ", "TRUE",
		"取得済", "導入している", "対応可", "対応可能", "有（別途説明可）", "①有", "1.有", "1：有", "有・○", "○有　無", "有○　無", "有★・無", "有・無\n（有に○）", "(有)・無", "【有】・無", "無　有○", "あ り", "☑有・□無", "●有 ○無", "済み",
	}
	no = []string{
		"無", "なし", "無し", "ない", "×", "✕", "✖", "☓", "ｘ", "いいえ", "No", "NO", "no", "未対応", "未実施", "非対応", "(無)", "（無）", "無。", "□有　☑無", "□有 ■無", "ありません", "ございません。",
		"実施していません", "していない", "ﾅｼ", "ナシ", "無　", "Ｎｏ", "FALSE", "該当する規程はありません", "対応していない。", "未導入", "2.無", "２：無", "有　無○", "有・無（無に○）", "有・（無）", "な　し", "○無　有", "未", "未済", "否", "不適合", "実施せず", "御座いません",
	}
	unsaid = []string{
		"有・無", "有／無", "有 ・ 無", "はい・いいえ", "□有　□無", "☐有 ☐無", "△", "一部", "あり（一部）", "一部あり", "検討中", "有（予定）", "対応予定", "策定中", "○／×", "要確認", "？", "有?", "☑有　☑無", "有 無", "あり・なし",
		"部分的に対応", "来年度対応予定", "有（2027年4月予定）", "今後対応", "確認中", "0", "１", "ないことはない", "Y/N", "○有　○無", "有○無", "#REF!", "#N/A",
	}
	dashed = []string{"－", "-", "ー", "―", "–", "—", "‐", "ｰ", "−", "…"}
)

// details follow a yes without changing it.
var details = []string{"（情報セキュリティ基本規程）", "\n情報セキュリティ基本規程", "：情報セキュリティ基本規程", "　情報セキュリティ基本規程", "、情報セキュリティ基本規程", "。情報セキュリティ基本規程による。", "（年1回）", "　https://www.example.example/"}

func (g *generator) yesNo() Answer {
	r := g.r
	switch k := r.IntN(20); {
	case k < 2:
		return Answer{Box: Words(pick(r, unsaid)), Unsure: true}
	case k == 2:
		return Answer{Box: Words(pick(r, dashed)), Value: "無", Unsure: true}
	case k == 3: // one of the two words is set off or struck out
		words := []string{"有", "無"}
		i := r.IntN(2)
		a, b := Run{Text: words[0]}, Run{Text: words[1]}
		chosen, other := &a, &b
		if i == 1 {
			chosen, other = &b, &a
		}
		switch r.IntN(3) {
		case 0:
			chosen.Under = true
		case 1:
			chosen.Bold = true
		default:
			other.Struck = true
		}
		return Answer{Box: Box{Runs: []Run{a, {Text: pick(r, []string{"・", "／", " ・ "})}, b}}, Value: words[i]}
	case k < 9:
		w := pick(r, []string{"有", "あり", "○", "有り", "はい", "◯"})
		return Answer{Box: Words(w + pick(r, details)), Value: "有"}
	case k < 14:
		return Answer{Box: Words(pick(r, no)), Value: "無"}
	}
	return Answer{Box: Words(pick(r, yes)), Value: "有"}
}

// choice draws one of the words an item offers, and how it is set off.
func (g *generator) choice(it criteria.Item) Answer {
	r := g.r
	c := pick(r, it.Answer.Choices)
	word := c.JA
	others := make([]string, 0, len(it.Answer.Choices))
	for _, o := range it.Answer.Choices {
		others = append(others, o.JA)
	}
	switch r.IntN(8) {
	case 0:
		return Answer{Box: Words(wide(word)), Value: c.JA}
	case 1:
		return Answer{Box: Words("　" + word + "\n"), Value: c.JA}
	case 2:
		return Answer{Box: Words(ticked(others, []string{word}, "☑", "□", "　")), Value: c.JA}
	case 3:
		return Answer{Box: Words(ticked(others, []string{word}, "■", "□", "\n")), Value: c.JA}
	case 4:
		var runs []Run
		for i, o := range others {
			if i > 0 {
				runs = append(runs, Run{Text: "／"})
			}
			runs = append(runs, Run{Text: o, Bold: o == word})
		}
		return Answer{Box: Box{Runs: runs}, Value: c.JA}
	case 5:
		return Answer{Box: Words(strings.Join(others, "／")), Unsure: true}
	case 6:
		return Answer{Box: Words("・" + word), Value: c.JA}
	}
	return Answer{Box: Words(word), Value: c.JA}
}

func ticked(all, chosen []string, tick, empty, sep string) string {
	var out []string
	for _, o := range all {
		mark := empty
		if slices.Contains(chosen, o) {
			mark = tick
		}
		out = append(out, mark+o)
	}
	return strings.Join(out, sep)
}

// words draws some of the words an item offers.
func (g *generator) words(it criteria.Item) Answer {
	r := g.r
	var all, chosen []string
	for _, c := range it.Answer.Choices {
		if c.JA == "その他" {
			continue
		}
		all = append(all, c.JA)
		if r.IntN(2) == 0 {
			chosen = append(chosen, c.JA)
		}
	}
	if len(chosen) == 0 {
		chosen = all[:1]
	}
	value := strings.Join(chosen, "\n")
	switch r.IntN(6) {
	case 0:
		return Answer{Box: Words(ticked(all, chosen, "☑", "□", "　")), Value: value}
	case 1:
		return Answer{Box: Words(ticked(all, chosen, "■", "□", "\n")), Value: value}
	case 2:
		return Answer{Box: Words("・" + strings.Join(chosen, "\n・")), Value: value}
	case 3:
		return Answer{Box: Words(strings.Join(chosen, "\n")), Value: value}
	case 4:
		return Answer{Box: Words(wide(strings.Join(chosen, "、"))), Value: value}
	}
	return Answer{Box: Words(strings.Join(chosen, "、")), Value: value}
}
