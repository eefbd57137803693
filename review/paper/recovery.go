package paper

import (
	"shinsa/review/civil"
	"shinsa/review/paper/frame"
	"shinsa/review/paper/sheet"
)

// Recovery is a recovery sheet (復旧シート): what opens a desk whose passphrase is lost. It is made to be printed and is never a file.
type Recovery struct {
	Owner  string // whose desk
	Role   string // in words
	On     civil.Date
	Lines  []string // of the key, numbered, with their checks
	Sample bool
}

var (
	keyStyle     = sheet.Style{Face: sheet.Gothic, Size: 17, Leading: 2.1, Align: sheet.Left}
	adviceStyle  = sheet.Style{Face: sheet.Mincho, Size: 10.5, Leading: 1.75}
	recoveryText = []string{
		"数字と英大文字だけです。O（オー）、I（アイ）、1（いち）は使いません。行末の2文字は、写し間違いを見つけるためのものです。",
		"この紙があれば、だれでもデスクを開けます。コンピューターとは別の、鍵のかかる場所に保管してください。写真に撮らず、ファイルにもしないでください。",
		"使うとき：デスクを開く画面で「パスフレーズを忘れたとき」を選び、上の行を入力して、新しいパスフレーズを設定します。バックアップからの復元にも使えます。",
		"復旧シートを作り直すと、この紙は今のデスクには使えなくなります。前に作ったバックアップには使えるので、バックアップとともに処分してください。",
	}
)

// Recovery composes a recovery sheet.
func (p *Press) Recovery(profile Profile, r Recovery) (*Document, error) {
	c, err := p.begin(KindRecovery, profile, "復旧シート", r.On, r.Sample)
	if err != nil {
		return nil, err
	}
	c.Open()
	c.Headline("復旧シート")
	c.Flow.Space(4)
	c.Paragraphs(adviceStyle, "この紙は、審査支援ソフトウェアのデスクのパスフレーズを忘れたときに、デスクを開くためのものです。")
	c.Flow.Space(4)
	c.Facts([]frame.Pair{{"デスク", r.Role + "　" + r.Owner}, {"作成日", c.Date(r.On)}})
	c.Flow.Space(10)
	for _, line := range r.Lines {
		c.Flow.Text(keyStyle, line)
	}
	c.Flow.Space(10)
	for _, text := range recoveryText {
		c.Paragraphs(adviceStyle, text)
		c.Flow.Space(1.5)
	}
	c.Furniture("", false)
	return c.Finish()
}
