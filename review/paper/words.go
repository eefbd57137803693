package paper

// The fixed words of the certificate and the committee's papers.
const (
	wordCommittee = "認定審査委員会"
	wordClaim     = "QRコードには、この認定証の要旨が電子署名とともに収められており、真正性を確認することができる。"
	wordStatus    = "認定の現況　"
)

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
