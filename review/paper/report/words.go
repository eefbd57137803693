package report

// The fixed words of these papers alone.
const (
	wordEditionNote = "この審査基準は見本であり、認定機関の審査基準ではない。"
	wordReference   = "（参照による記載）"
	wordNotApplies  = "（該当なしと記載）"
)

var dutyWords = map[string]string{"mandatory": "必須", "optional": "選択"}

var disclosedWords = map[string]string{"adequate": "適切", "insufficient": "不十分", "absent": "なし"}

var levelWords = map[string]string{"met": "満たす", "not_met": "満たさない"}

// levelResultWords say what comparing an answer with its level by machine gave.
var levelResultWords = map[string]string{"met": "満たす", "not_met": "満たさない", "unclear": "判断できない", "not_assessed": "対象外"}
