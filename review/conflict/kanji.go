package conflict

// newKanji maps forms of kanji seen in names and companies to the one in daily use: the old forms of the table of kanji in common use
// (常用漢字表, 内閣告示 2010) and of personal names (人名用漢字), and popular forms. Pairs are written old, new. Forms that Unicode calls
// compatible are gone after NFKC and are not here.
var newKanji = pairs("髙高𣘺橋槗橋﨑崎嵜崎碕崎𥔎崎濵浜濱浜邊辺邉辺齋斎齊斎斉斎𠮷吉澤沢廣広國国囯国圀国櫻桜嶋島嶌島德徳瀨瀬惠恵眞真榮栄藏蔵" +
	"龍竜槇槙彌弥壽寿萬万與与鐵鉄鉃鉄條条豐豊禮礼驒騨圓円學学會会關関黑黒淺浅瀧滝薗園曾曽將将晉晋證証總総" +
	"巖岩巌岩峯峰埜野舘館籐藤冨富渕淵凛凜檜桧柗松枩松靜静佛仏來来亞亜應応實実寶宝當当讓譲" +
	"濟済經経縣県聲声藝芸氣気產産莊荘賴頼鷗鴎橫横栁柳桒桑舩船臺台䑓台籠篭鹽塩乘乗兒児穗穂緖緒曉暁勳勲敎教溫温淸清淨浄澁渋硏研祿禄粹粋" +
	"纖繊聽聴舍舎藥薬衞衛覺覚觀観譽誉轉転遙遥鄕郷醫医釋釈鎭鎮鑛鉱隱隠雙双靈霊顯顕餘余驛駅鷄鶏麥麦齡齢戶戸拔抜擴拡數数斷断舊旧晝昼槪概" +
	"樂楽樣様歐欧歷歴每毎涉渉滿満灣湾爲為狀状獨独畫画發発禪禅稱称稻稲竝並絲糸繩縄續続處処號号螢蛍裝装讀読變変賣売贊賛輕軽辭辞醉酔" +
	"鋪舗舖舗錢銭鑄鋳險険雜雑靑青驗験體体點点黨党齒歯龜亀靍鶴靏鶴寉鶴曻昇峽峡籔薮藪薮蔣蒋栢柏禰祢鰺鯵鶯鴬楳梅㐂喜𡈽土圡土曺曹" +
	"兩両劍剣劔剣勞労單単嚴厳圍囲圖図團団增増壯壮壹壱奧奥寬寛專専對対屆届屬属嶽岳帶帯廢廃彈弾從従悅悦惡悪戀恋戰戦擧挙攝摂" +
	"敍叙晚晩權権檢検歸帰殘残淚涙溪渓爭争犧犠瑤瑶璢瑠盡尽祕秘緣縁縱縦肅粛膽胆萠萌蘆芦覽覧豫予貳弐貮弐邨村鄰隣鈔抄錄録" +
	"鍊錬陷陥隨随隸隷頰頬飜翻騷騒驅駆髮髪鬪闘麴麹黃黄默黙")

func pairs(s string) map[rune]rune {
	rs := []rune(s)
	m := make(map[rune]rune, len(rs)/2)
	for i := 0; i+1 < len(rs); i += 2 {
		m[rs[i]] = rs[i+1]
	}
	return m
}
