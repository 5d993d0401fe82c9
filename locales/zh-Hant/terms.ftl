# 句子中的專門用語。方案包可以逐一另定（docs/packs.md）；方案包沒有定的用這裡的。short 用在較長的詞裡。
-brief = 小結
-dual-duty = 雙重職責
-engagement = 各項投入標準
-example-post = 部門負責人
-example-recipients = 所屬各單位
-first-responsibility = 首要責任
-first-responsible = 首要責任人
-forum = 座談會
-four-steps = 計畫與評估
-leadership-study = 管理層學習
-leading-by-example = 負責人自身表現
-leading-group = { $form ->
   *[one] 管理團隊
    [short] 管理團隊
}
-lecture = { $form ->
   *[one] 專題講座
    [short] 講座
}
-look-into = 查找
-open-air-meeting = 現場會
-organising-duty = 協調責任
-principal-duty = 總體責任
-programme = 專案
-public-reports = 服務對象反映
-rectification = 改進
-rectification-ledger = 改進台賬
-review-meeting = 評議會
-seminar = 專題會
-session = 活動
-supervision = 檢查
-supervision-ledger = 檢查台賬
-visit = 現場走訪
-whole-area = 全局
