REM Opens an offline form as a member does in LibreOffice, says what it lets be written, fills it in and saves it.
REM Entries has lines of cell, tab, text, where \n ends a line; folder takes form.xlsx, form.ods and what is said.
Sub Fill(form As String, entries As String, folder As String)
  files = createUnoService("com.sun.star.ucb.SimpleFileAccess")
  said = createUnoService("com.sun.star.io.TextOutputStream")
  said.setOutputStream(files.openFileWrite(folder & "/said.txt"))
  said.setEncoding("UTF-8")
  Dim how(0) As New com.sun.star.beans.PropertyValue
  how(0).Name = "Hidden"
  how(0).Value = True
  book = StarDesktop.loadComponentFromURL(form, "_blank", 0, how())
  sheet = book.Sheets.getByIndex(0)
  Tell(said, "sheet", sheet.Name, IIf(sheet.isProtected(), "protected", "open"))
  words = createUnoService("com.sun.star.io.TextInputStream")
  words.setInputStream(files.openFileRead(entries))
  words.setEncoding("UTF-8")
  Do While Not words.isEOF()
    entry = Split(words.readLine(), Chr(9))
    If UBound(entry) = 1 Then
      cell = sheet.getCellRangeByName(entry(0))
      Tell(said, entry(0), IIf(cell.CellProtection.IsLocked, "locked", "free"), cell.Validation.getFormula1())
      If entry(1) <> "" Then cell.setString(Join(Split(entry(1), "\n"), Chr(10)))
    End If
  Loop
  Save(book, folder & "/form.xlsx", "Calc MS Excel 2007 XML")
  Save(book, folder & "/form.ods", "calc8")
  book.close(True)
  Tell(said, "done", "", "")
  said.closeOutput()
End Sub

Sub Tell(said, what As String, how As String, more As String)
  said.writeString(what & Chr(9) & how & Chr(9) & more & Chr(10))
End Sub

Sub Save(book, target As String, filter As String)
  Dim how(0) As New com.sun.star.beans.PropertyValue
  how(0).Name = "FilterName"
  how(0).Value = filter
  book.storeToURL(target, how())
End Sub
