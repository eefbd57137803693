package ident

// CorporateNumberHolds reports whether thirteen digits are a corporate number (法人番号): the first is a check digit over the other twelve,
// 9 minus the remainder by 9 of their sum, counted from the right with weights 1 and 2 in turn (法人番号の指定等に関する省令).
func CorporateNumberHolds(digits string) bool {
	if len(digits) != 13 {
		return false
	}
	sum := 0
	for i := range 12 {
		sum += int(digits[12-i]-'0') * (1 + i%2)
	}
	return int(digits[0]-'0') == 9-sum%9
}
