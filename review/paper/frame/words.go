package frame

// The fixed words that several kinds of paper use. WordPage takes the number of a page and of all.
const (
	WordNone         = "―"
	WordSample       = "見本 ― この文書は見本であり、効力を有しない。"
	wordSampleMark   = "見本"
	wordDraft        = "下書き ― この文書は署名前の下書きであり、確定したものではない。"
	wordDraftMark    = "下書き"
	wordConfidential = "取扱注意（運用規程第20条）"
	WordPage         = "%d / %d 頁"
	wordPeriod       = "%sから%sまで"
	wordSignedBelow  = "この文書は電子署名により確定する。署名後の変更は検証により検出される。"
	WordNothing      = "（記載なし）"
	WordOffice       = "御中"
	WordLiability    = "本認定は、審査基準への適合を認めたものであり、利用者と事業者との間の契約その他の関係について、認定機関が責任を負うものではない（運用規程第21条）。"
)

// Verdicts in the order of tables and charts.
var Verdicts = []string{"conforming", "query", "nonconforming", "not_applicable", "unseen"}

// VerdictWords are the verdicts of package checklist in words, as the other words here are of the rooms that own the codes.
var VerdictWords = map[string]string{
	"conforming": "適合", "query": "要確認", "nonconforming": "不適合", "not_applicable": "該当なし", "unseen": "未確認",
}

// VerdictSigns are the customary signs, for matrices and for those who do not see colour.
var VerdictSigns = map[string]string{
	"conforming": "○", "query": "△", "nonconforming": "×", "not_applicable": "－", "unseen": "・",
}

// OverallWords are the conclusions of package opinion.
var OverallWords = map[string]string{"recommend": "認定相当", "conditional": "条件付認定相当", "against": "認定不相当", "defer": "保留"}

// KindWords are the kinds of an application.
var KindWords = map[string]string{"new": "新規", "renewal": "更新", "change": "変更"}

// RoleWords are the roles in the committee.
var RoleWords = map[string]string{"chair": "委員長", "member": "委員", "": "委員"}

// Word looks a code up; an unknown one stands for itself.
func Word(words map[string]string, code string) string {
	if w, ok := words[code]; ok {
		return w
	}
	return Fallback(code, WordNone)
}
