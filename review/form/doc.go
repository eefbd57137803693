// Package form is the checklist as a form that a person fills in elsewhere: in a spreadsheet, or in any editor of plain text.
//
// A form knows for which examination it was made (its Head) and, for every item, from which revision of the member's mark (its base).
// When it comes back, Guard refuses a form of another case, round, reviewer or edition with every reason, and Compare lays each field
// side by side three ways: the base, what the desk has now, and what the form says. A field that only the form changed is taken, one that
// only the desk changed is kept, one that both changed otherwise is a conflict that a person settles. Nothing is ever merged silently,
// and nothing written in a place where it would be lost goes unmentioned.
//
// A form shows applicant content in clear, so it is as secret as the desk itself (Art. 20) and says so in its first line. Its protection
// guards against slips, not against people: whatever comes back is checked like any other file. A form that somebody wrote for the member
// names that person (代筆者); it only ever becomes an opinion under the member's own signature.
//
// # Plain text
//
// UTF-8 with lines of any ending; UTF-16, Shift_JIS, EUC-JP and ISO-2022-JP are understood. No line that only shows something is so long
// that a mail program breaks it; a long remark that one broke at 78 columns is as it was, and so is a broken digest. A line 【名】 begins a field; its value is what follows on the
// line. The head comes first; lines that begin with # are not read there. Each item is a block:
//
//	【様式】shinsa-form 1
//	【案件】C2026-0001
//	【回】1
//	【委員】m-2f61a0c4 山田　太郎
//	【審査基準】iaas-paas-iot-sample-1
//	【基準の要約値】9f2c…
//	【申請パッケージ】0b77…
//	【代筆者】
//
//	■ 31.2 [3] サービス稼働率（目標値）
//	｜開示　99.9 %
//	【判定】適合
//	【開示】適切
//	【水準】満たす
//	【所見】算定式と対象範囲が示されている。
//	資料2の3頁で確認した。
//	【照会】
//
//	■ 終わり
//
// A block begins with ■, the item and, in brackets, the revision the form was made from. Lines that begin with ｜ show what is asked and
// disclosed and are not read. 判定 is 適合, 要確認, 不適合, 該当なし or 未確認 (also 1 to 4, and empty for 未確認); 開示 is 適切, 不十分 or
// なし; 水準, only where the item has a level, 満たす or 満たさない. 所見 and 照会 run over as many lines as they need, up to the next field
// or block; a line of theirs that would begin one is written with \ before it. A block that is left out says nothing of its item. The
// line ■ 終わり ends the form: without it the form is taken for cut off. A word that cannot be read, or words where no field is, are
// findings with the number of the line (L12); a form with findings is refused whole.
//
// # Spreadsheet
//
// An XLSX with the sheet 審査票, one row an item, and a very hidden sheet that holds the head and the revisions. Only the last five
// columns and the cell of 代筆者 can be written in; 判定, 開示 and 水準 are drop-downs. It prints on A4 across. It comes back as XLSX or as
// OpenDocument, from whatever program. Words beside or below the table, in a comment, a shape or another sheet are findings, and so is a
// field of which the program made a date, a number or a formula, or whose words are struck out.
package form
