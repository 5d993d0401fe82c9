# 句子中的专门用语。方案包可以逐一另定（docs/packs.md）；方案包没有定的用这里的。short 用在较长的词里。
-brief = 小结
-dual-duty = 双重职责
-engagement = 各项投入标准
-example-post = 部门负责人
-example-recipients = 所属各单位
-first-responsibility = 首要责任
-first-responsible = 首要责任人
-forum = 座谈会
-four-steps = 计划与评估
-leadership-study = 管理层学习
-leading-by-example = 负责人自身表现
-leading-group = { $form ->
   *[one] 管理团队
    [short] 管理团队
}
-lecture = { $form ->
   *[one] 专题讲座
    [short] 讲座
}
-look-into = 查找
-open-air-meeting = 现场会
-organising-duty = 协调责任
-principal-duty = 总体责任
-programme = 项目
-public-reports = 服务对象反映
-rectification = 改进
-rectification-ledger = 改进台账
-review-meeting = 评议会
-seminar = 专题会
-session = 活动
-supervision = 检查
-supervision-ledger = 检查台账
-visit = 现场走访
-whole-area = 全局
