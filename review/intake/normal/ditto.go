package normal

import (
	"regexp"
	"strings"
)

const (
	sameAs    = `(?:同じ|同様|同一|準ずる|準じる)(?:です)?`
	another   = `\(?[0-9]+(?:[.-][0-9]+)*\)?\s*(?:番|項|の(?:回答|項目?))?\s*`
	itemWord  = `(?:項番|項目(?:番号)?|審査項目|no\.?|№|第|問)\s*`
	lastTime  = `(?:前回|前年度?|昨年度?|従来|現行)(?:の?申請)?`
	unchanged = `変更(?:点|箇所|事項)?(?:は|が)?(?:なし|無し|ありません|ございません)`
	please    = `(?:のこと|ください|下さい)?`
)

// dittos are the ways of pointing at another answer.
var dittos = []string{
	`同上|同前|同左|同右|同じ?|以下同文|以下同じ|["〃々″]+|'{2}|′{2}|〃?\(同上\)`,
	`(?:上記|上|前項|前問|前述|前掲|左記|左|前の(?:項目?|問い?)|直前|前行|上の?(?:行|欄))(?:と|に)` + sameAs,
	`(?:上記|前項|前問|前述|前掲)同様(?:です)?`,
	`(?:上記|前項|前問|前述|前掲)の(?:とおり|通り)`,
	`(?:上記|前項|前問|前述)(?:を?(?:ご)?参照|の項参照)` + please,
	`(?:` + itemWord + `)?` + another + `(?:と|に)` + sameAs,
	itemWord + another + `を?(?:ご)?参照` + please,
	lastTime + `(?:と|に)` + sameAs,
	lastTime + `(?:同様|どおり|通り)`,
	`(?:` + lastTime + `(?:時)?(?:から|より)の?)?` + unchanged,
}

var ditto = regexp.MustCompile(`(?i)^(?:` + strings.Join(dittos, "|") + `)[。.]?$`)

// IsDitto reports whether the text only points at another answer: the row above, another item, the application before.
func IsDitto(text string) bool { return ditto.MatchString(brief(text)) }
