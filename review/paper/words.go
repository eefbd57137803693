package paper

// The fixed words of papers. Codes are those of the rooms that own them: checklist, opinion, conflict.

const (
	wordNone         = "―"
	wordSample       = "見本 ― この文書は見本であり、効力を有しない。"
	wordSampleMark   = "見本"
	wordDraft        = "下書き ― この文書は署名前の下書きであり、確定したものではない。"
	wordDraftMark    = "下書き"
	wordConfidential = "取扱注意（運用規程第20条）"
	wordPage         = "%d / %d 頁"
	wordPeriod       = "%sから%sまで"
	wordCommittee    = "認定審査委員会"
	wordSealHere     = "（署名）"
	wordSignedBelow  = "この文書は電子署名により確定する。署名後の変更は検証により検出される。"
	wordEditionNote  = "この審査基準は見本であり、認定機関の審査基準ではない。"
	wordNothing      = "（記載なし）"
	wordReference    = "（参照による記載）"
	wordNotApplies   = "（該当なしと記載）"
	wordPrivateNote  = "別紙「審査対象項目別の結果」は、この意見書と一体をなす。"
	wordClaim        = "QRコードには、この認定証の要旨が電子署名とともに収められており、真正性を確認することができる。"
	wordStatus       = "認定の現況　"
	wordOffice       = "御中"
	wordPerson       = "様"
	wordRecord       = "記"
	wordEnd          = "以上"
	wordLiability    = "本認定は、審査基準への適合を認めたものであり、利用者と事業者との間の契約その他の関係について、認定機関が責任を負うものではない（運用規程第21条）。"
)

// verdicts in the order of tables and charts.
var verdicts = []string{"conforming", "query", "nonconforming", "not_applicable", "unseen"}

var verdictWords = map[string]string{
	"conforming": "適合", "query": "要確認", "nonconforming": "不適合", "not_applicable": "該当なし", "unseen": "未確認",
}

// verdictSigns are the customary signs, for matrices and for those who do not see colour.
var verdictSigns = map[string]string{
	"conforming": "○", "query": "△", "nonconforming": "×", "not_applicable": "－", "unseen": "・",
}

var dutyWords = map[string]string{"mandatory": "必須", "optional": "選択"}

var disclosedWords = map[string]string{"adequate": "適切", "insufficient": "不十分", "absent": "なし"}

var levelWords = map[string]string{"met": "満たす", "not_met": "満たさない"}

// levelResultWords say what comparing an answer with its level by machine gave.
var levelResultWords = map[string]string{"met": "満たす", "not_met": "満たさない", "unclear": "判断できない", "not_assessed": "対象外"}

var overallWords = map[string]string{"recommend": "認定相当", "conditional": "条件付認定相当", "against": "認定不相当", "defer": "保留"}

var kindWords = map[string]string{"new": "新規", "renewal": "更新", "change": "変更"}

var roleWords = map[string]string{"chair": "委員長", "member": "委員", "": "委員"}

var attendanceWords = map[string]string{"present": "出席", "left": "退席", "absent": "欠席", "": "―"}

var howWords = map[string]string{"agreed": "全員一致", "majority": "多数決", "dissent": "多数決（少数意見付記）"}

var interestWords = map[string]string{
	"post":         "申請者又はその企業集団の役員、従業者又は有償の顧問等",
	"kin_post":     "親族等が上の職にあること",
	"organization": "同一の組織又は研究室に属すること",
	"joint_work":   "当該サービスに係る共同研究又は共同開発",
	"competitor":   "直接の競合関係",
	"shares":       "株式又は持分の保有",
	"other":        "その他公正を疑わせるおそれのある事情",
}

var outcomeWords = map[string]string{
	"clear":         "審査可（審査、発言及び議決に加わる）",
	"speak_no_vote": "議決不可（審査及び発言に加わり、議決に加わらない）",
	"recuse":        "回避（審査、発言及び議決に加わらない）",
}

// word looks a code up; an unknown one stands for itself.
func word(words map[string]string, code string) string {
	if w, ok := words[code]; ok {
		return w
	}
	return fallback(code, wordNone)
}
