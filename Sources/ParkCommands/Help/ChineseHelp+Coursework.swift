import Coursework

extension ChineseHelp {
  /// Labs and marks.
  static let ofCoursework: [String: ChineseHelp] = [
    "parksim lab": ChineseHelp(abstract: "做实验课：开始、检查答案、生成要提交的文件。"),
    "parksim lab list": ChineseHelp(
      abstract: "列出各实验课及其所需时间和分数。",
      arguments: ["--labs": labs]
    ),
    "parksim lab start": ChineseHelp(
      abstract: "创建一个做实验课的文件夹：实验指导、场景和问题。",
      discussion: """
        文件夹中有实验指导 brief.md、起始场景 start.json、你自己的场景 scenario.json（它扩展 start.json）、含有问题的 answers.json，以及写明这是谁的实验课的 lab.json。\
        只有 scenario.json 和 answers.json 供编辑。

        教师用 --class 和 --secret 为全班创建文件夹，各有自己的种子和数值；班级名单是含有 id 一列的 CSV 文件。
        """,
      arguments: [
        "<lab>": lab,
        "--student": "你的标识，即教师所知道的那个。",
        "--to": "要创建的文件夹；默认为 lab-N。",
        "--class": "班级名单：为每个学生创建一个文件夹。",
        "--secret": secret,
        "--course": course,
        "--labs": labs,
      ]
    ),
    "parksim lab check": ChineseHelp(
      abstract: "对你的场景和答案运行你能看到的检查。",
      discussion: """
        不提交任何内容，可以随时运行。隐藏检查在评分时运行，用的是谁也没见过的日子。所有可见的检查都得满分时退出码为 0，否则为 1。
        """,
      arguments: ["<folder>": folder, "--labs": labs]
    ),
    "parksim lab submit": ChineseHelp(
      abstract: "写出要提交的一个文件：场景的改动和你的答案。",
      discussion: """
        文件中有其内容的摘要，改动会被发现。其中没有结果：评分者会重新运行场景。
        """,
      arguments: [
        "<folder>": folder,
        "--student": "你的标识，如果 lab start 时没有给出。",
        "--out": "要写的文件；默认为文件夹中的 submission.json。",
        "--labs": labs,
      ]
    ),
    "parksim grade": ChineseHelp(
      abstract: "给全班的提交评分：附理由的分数、课程平台的成绩表和一个页面。",
      discussion: """
        每份提交都重新运行，各在一个有内存和时间限制的进程中；任何一份都不会妨碍其他提交的评分。分数由可见的和隐藏的检查决定；隐藏检查在 Scenarios 旁边的 \
        instructor/LAB/hidden.json 中，或由 --hidden 指定。给出创建各学生文件夹时所用的密钥，就按每个学生自己的数值和种子评判。

        --out 的文件夹中有 class.html、marks.csv、canvas.csv、moodle.csv、junit.xml、grades.json，以及每个学生的 gradescope/ID/results.json。\
        班级名单是 CSV 文件，有 id 一列，以及已知的 name、email、canvas_id、login 和 section。
        """,
      arguments: [
        "<lab>": lab,
        "<submissions>": "提交文件所在的文件夹，或一个文件。",
        "--hidden": "隐藏检查的文件。",
        "--class": "班级名单：班里有谁，按标识。",
        "--secret": secret,
        "--course": course,
        "--out": "存放各文件的文件夹；默认为 Results/grades-LAB。",
        "--replace": "替换以前评分的文件。",
        "--jobs": "同时评判的提交数；默认为本机的核数。",
        "--seconds": "一份提交可用的处理器时间（秒）。",
        "--memory": "一份提交可用的内存（MiB）。",
        "--canvas-assignment": "作业在 Canvas 中的编号，使成绩表导入到它，而不新建作业。",
        "--anyway": "即使多数提交是用别的密钥或课程生成的，也照样评分。",
        "--json": "同时在标准输出上打印 grades.json。",
        "--labs": labs,
      ]
    ),
  ]

  private static let lab = "实验课：其编号、名称或文件夹。"
  private static let folder = "parksim lab start 创建的文件夹。"
  private static let labs = "实验课所在的文件夹；默认为本文件夹、其上级文件夹或程序旁边的 Scenarios/coursework。"
  private static let secret =
    "课程密钥文件，至少 \(CourseSecret.fewestBytes) 字节，各学生的种子和数值由它产生。"
  private static let course = "课程名称，如 spring-2027，使各门课的种子不同。"
}
