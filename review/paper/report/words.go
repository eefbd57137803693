package report

// The fixed words of reports alone.
const (
	wordScribe      = "上記の者が委員に代わって記入した。委員は内容を確認し、自らの署名により提出する。"
	wordNoFinding   = "判断なし"
	wordLevelColumn = "「水準」は、水準を定めた項目のうち水準を満たすと判断した項目の数である。"
	wordLost        = "（差し替え後の資料に該当の文言がない）"
	wordEditionNote = "この審査基準は見本であり、認定機関の審査基準ではない。"
	wordReference   = "（参照による記載）"
	wordNotApplies  = "（該当なしと記載）"
)

var dutyWords = map[string]string{"mandatory": "必須", "optional": "選択"}

var disclosedWords = map[string]string{"adequate": "適切", "insufficient": "不十分", "absent": "なし"}

var levelWords = map[string]string{"met": "満たす", "not_met": "満たさない"}

// levelResultWords say what comparing an answer with its level by machine gave.
var levelResultWords = map[string]string{"met": "満たす", "not_met": "満たさない", "unclear": "判断できない", "not_assessed": "対象外"}
