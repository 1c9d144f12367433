((Playback) => {
  "use strict";

  /** The words of the map in both languages; {names} are filled in. */
  const WORDS = {
    en: {
      title: "The run, played back",
      play: "Play", pause: "Pause", previousEvent: "Previous event", nextEvent: "Next event",
      time: "Time", speed: "Speed", speedChoice: "{times}× · {duration}/s",
      realTime: "1× · real time",
      zoomIn: "Zoom in", zoomOut: "Zoom out", fit: "Show all", heat: "Demand so far",
      heatLegend: "1 to {most} orders in {size} m × {size} m",
      heatTip: "Where the orders so far are to go: the darker, the more",
      keys: "Keys: space plays, ← → step from event to event, + − change the speed, F follows, 0 shows all",
      straight: "Between the recorded instants drones are drawn on straight lines at uniform speed, their charge likewise.",
      variant: "Variant", beside: "beside", alone: "none", difference: "diff.",
      orders: "Orders", created: "created", delivered: "delivered", open: "open now", late: "late now",
      refunded: "refunded", failed: "failed",
      drones: "Drones", idle: "idle", loading: "loading", out: "flying out", handing: "handing over",
      back: "flying back", holding: "holding for a pad", waiting: "waiting for a bay", charging: "charging",
      longest: "Longest queue", nobodyWaits: "nobody waits", longestValue: "{place}: {count}",
      chargeRing: "ring: charge", coming: "with a drone", uncharged: "too little charge",
      kind_picking: "picking", kind_packing: "packing", kind_drone: "for a drone", kind_charging: "charging",
      kind_pad: "pad", kind_dock: "dock",
      rowPicking: "Picking", rowPacking: "Packing", rowDrone: "For a drone", rowDock: "Docks",
      day: "Day {day}", dayShort: "d{day}",
      strips: "Busy over time", stripDrones: "Drones by state",
      stripLegend: "Blue: served; above it: waiting; dashed: capacity. Figures: served/capacity + waiting.",
      stripPair: "Above {first}, below {second}.", showAll: "Show all {count}", showFewer: "Show fewer",
      choose: "Choose", stripNow: "{served} + {waiting}", stripOf: "{served}/{capacity} + {waiting}",
      stripFlying: "{flying} of {count} fly",
      stripTip: "{name}: click or drag to go to a time",
      follow: "Follow", followPlaceholder: "drone or #order", notFound: "There is no drone or order {name}.",
      stopFollowing: "Stop following", camera: "Map follows", cameraTip: "Keep it in the middle of the map (F)",
      followedDrone: "Drone {name}", followedOrder: "Order {name}", inVariant: "in {name}",
      followHint: "Choose a drone or an order here, or click on one in the map.",
      savePicture: "Save picture", record: "Record", recordSeconds: "Seconds to record",
      stopRecording: "Stop ({seconds} s)",
      cannotRecord: "This browser can not record a canvas as WebM.", seconds: "s",
      mapLabel: "Map of the park. {summary}",
      summary: "{clock}. Orders: {created} created, {delivered} delivered, {open} open, {late} late. Drones: {flying} in the air, {charging} charging, {waiting} waiting for a bay.",
      summaryOf: "{name}: {summary}",
      noData: "There is nothing to play back.",
      charge: "charge {percent}", hover: "{name} · {state}", hoverOrder: "Order {number} · {status}",
      orderOpen: "open", orderComing: "on its way", orderLate: "{duration} past its promise",
      s_created: "Ordered, to {zone}, {weight} kg, promised by {clock}",
      s_created_free: "Ordered, to {zone}, {weight} kg",
      s_pick_started: "Picking begins", s_pick_ended: "Picked", s_pack_started: "Packing begins",
      s_pack_ended: "Packed",
      s_ready: "Waits for a drone with a charge of at least {percent}",
      s_dispatched: "Taken by {drone}", s_dispatched_unknown: "Taken by a drone", s_started: "Lifts off",
      s_arrived: "Above the customer", s_delivered: "Handed over",
      s_promise_passed: "The promise passes", s_refunded: "Withdrawn by the customer and refunded",
      s_failed: "Failed: {cause}",
      f_too_heavy: "heavier than any drone can carry", f_out_of_reach: "farther than any drone can fly there and back",
      s_open: "End of the run: {state}",
      s_takes: "Takes order {order}", s_lifts: "Lifts off with order {order}", s_lifts_alone: "Lifts off",
      s_hands: "Hands over order {order}",
      s_returned: "Back above {pad}", s_landed: "Lands at {pad}, charge {percent}", s_landed_plain: "Lands at {pad}",
      s_requested: "Asks for a bay at {station}", s_charges: "Charging begins at {station}, from {percent}",
      s_charged: "Charged to {percent}", s_begin: "The run begins",
      waitedPicker: "waited {duration} for a picker", waitedPacker: "waited {duration} for a packer",
      waitedDrone: "waited {duration} for a drone", waitedBay: "waited {duration} for a bay",
      waitedPad: "held {duration}: no room at the pad", waitedPadStill: "held {duration} so far: no room at the pad",
      s_room: "Begins to land at {pad}", s_holds: "Holds above {pad} when the run ends",
      descentTook: "the descent took {duration}",
      wasIdle: "was idle for {duration}", took: "took {duration}", loadingTook: "loading took {duration}",
      flew: "flew {duration}",
      promiseMet: "{duration} before the promise", promiseMissed: "{duration} after the promise",
      waitingStill: "waits for a bay still",
      st_delivered: "delivered", st_refunded: "refunded", st_failed: "failed",
      st_waiting_for_picker: "waiting for a picker",
      st_picking: "being picked", st_waiting_for_packer: "waiting for a packer", st_packing: "being packed",
      st_waiting_for_drone: "waiting for a drone", st_flying: "with a drone", st_not_yet: "not ordered yet",
      hours: "{h} h {m} min", hoursOnly: "{h} h", minutes: "{m} min {s} s", minutesOnly: "{m} min",
      secondsLong: "{s} s",
      metres: "{n} m", kilometres: "{n} km",
    },
    "zh-Hans": {
      title: "运行回放",
      play: "播放", pause: "暂停", previousEvent: "上一事件", nextEvent: "下一事件",
      time: "时间", speed: "速度", speedChoice: "{times}× · 每秒 {duration}",
      realTime: "1× · 实时",
      zoomIn: "放大", zoomOut: "缩小", fit: "显示全部", heat: "累计需求",
      heatLegend: "每 {size} 米 × {size} 米内 1 至 {most} 单",
      heatTip: "到目前为止的订单送往何处：颜色越深，订单越多",
      keys: "按键：空格播放，← → 逐个事件，+ − 改变速度，F 跟随，0 显示全部",
      straight: "在有记录的时刻之间，无人机按直线匀速绘制，电量亦按直线变化。",
      variant: "方案", beside: "对比", alone: "无", difference: "差",
      orders: "订单", created: "已下单", delivered: "已送达", open: "未完成", late: "已超时",
      refunded: "退单", failed: "失败",
      drones: "无人机", idle: "空闲", loading: "装货", out: "送货飞行", handing: "交付",
      back: "返航", holding: "盘旋待降", waiting: "等待充电位", charging: "充电",
      longest: "最长队列", nobodyWaits: "无人等待", longestValue: "{place}：{count}",
      chargeRing: "圆环：电量", coming: "其中配送中", uncharged: "其中电量不足",
      kind_picking: "拣货", kind_packing: "包装", kind_drone: "等无人机", kind_charging: "充电",
      kind_pad: "机坪", kind_dock: "装货位",
      rowPicking: "拣货", rowPacking: "包装", rowDrone: "等无人机", rowDock: "装货位",
      day: "第 {day} 天", dayShort: "{day}日",
      strips: "繁忙程度", stripDrones: "无人机状态", stripLegend: "蓝色为服务中，其上为等待；虚线为容量。数字：服务中/容量 + 等待。",
      stripPair: "上：{first}，下：{second}。", showAll: "显示全部 {count} 项", showFewer: "收起", choose: "选择",
      stripNow: "{served} + {waiting}", stripOf: "{served}/{capacity} + {waiting}",
      stripFlying: "{flying}/{count} 架在飞",
      stripTip: "{name}：点击或拖动以跳转",
      follow: "跟随", followPlaceholder: "无人机或 #订单", notFound: "没有无人机或订单 {name}。",
      stopFollowing: "停止跟随", camera: "地图跟随", cameraTip: "使其保持在地图中央（F）",
      followedDrone: "无人机 {name}", followedOrder: "订单 {name}", inVariant: "方案 {name}",
      followHint: "在此选择无人机或订单，或在地图上点击。",
      savePicture: "保存图片", record: "录制", recordSeconds: "录制秒数", stopRecording: "停止（{seconds} 秒）",
      cannotRecord: "此浏览器无法将画布录制为 WebM。", seconds: "秒",
      mapLabel: "园区地图。{summary}",
      summary: "{clock}。订单：下单 {created}，送达 {delivered}，未完成 {open}，超时 {late}。无人机：飞行 {flying}，充电 {charging}，等待充电位 {waiting}。",
      summaryOf: "{name}：{summary}",
      noData: "没有可回放的内容。",
      charge: "电量 {percent}", hover: "{name} · {state}", hoverOrder: "订单 {number} · {status}",
      orderOpen: "未完成", orderComing: "配送中", orderLate: "超过承诺 {duration}",
      s_created: "下单，送往{zone}，{weight} kg，承诺 {clock} 前送达", s_created_free: "下单，送往{zone}，{weight} kg",
      s_pick_started: "开始拣货", s_pick_ended: "拣货完成", s_pack_started: "开始包装", s_pack_ended: "包装完成",
      s_ready: "等待电量至少 {percent} 的无人机",
      s_dispatched: "由 {drone} 承运", s_dispatched_unknown: "由无人机承运", s_started: "起飞", s_arrived: "到达客户上空",
      s_delivered: "已交付",
      s_promise_passed: "超过承诺时间", s_refunded: "客户撤单并退款", s_failed: "失败：{cause}",
      f_too_heavy: "超过所有无人机的载重", f_out_of_reach: "超出所有无人机的往返航程",
      s_open: "运行结束时：{state}",
      s_takes: "承运订单 {order}", s_lifts: "携订单 {order} 起飞", s_lifts_alone: "起飞", s_hands: "交付订单 {order}",
      s_returned: "返回 {pad} 上空", s_landed: "降落于 {pad}，电量 {percent}", s_landed_plain: "降落于 {pad}",
      s_requested: "在 {station} 请求充电位", s_charges: "在 {station} 开始充电，电量 {percent}",
      s_charged: "充电至 {percent}", s_begin: "运行开始",
      waitedPicker: "等待拣货员 {duration}", waitedPacker: "等待包装员 {duration}",
      waitedDrone: "等待无人机 {duration}", waitedBay: "等待充电位 {duration}", waitedPad: "盘旋 {duration}：机坪已满",
      waitedPadStill: "至此盘旋 {duration}：机坪已满", s_room: "开始降落于 {pad}", s_holds: "运行结束时仍在 {pad} 上空盘旋",
      descentTook: "下降用时 {duration}",
      wasIdle: "空闲了 {duration}", took: "用时 {duration}", loadingTook: "装货用时 {duration}", flew: "飞行 {duration}",
      promiseMet: "早于承诺 {duration}", promiseMissed: "晚于承诺 {duration}",
      waitingStill: "仍在等待充电位",
      st_delivered: "已送达", st_refunded: "退单", st_failed: "失败", st_waiting_for_picker: "等待拣货员",
      st_picking: "拣货中", st_waiting_for_packer: "等待包装员", st_packing: "包装中",
      st_waiting_for_drone: "等待无人机", st_flying: "配送中", st_not_yet: "尚未下单",
      hours: "{h} 小时 {m} 分", hoursOnly: "{h} 小时", minutes: "{m} 分 {s} 秒", minutesOnly: "{m} 分", secondsLong: "{s} 秒",
      metres: "{n} 米", kilometres: "{n} 公里",
    },
  };

  let words = WORDS.en;

  /** Takes the language of the page. */
  function readLanguage() {
    words = document.documentElement.lang.toLowerCase().startsWith("zh") ? WORDS["zh-Hans"] : WORDS.en;
  }

  /**
   * A text of the table as plain text.
   * @param {string} key
   * @param {Object<string, string|number>} [values] for its {names}
   */
  function say(key, values = {}) {
    return pattern(key).replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
  }

  /** A text of the table as a piece of document, in which values may be elements. */
  function sayNodes(key, values) {
    const piece = document.createDocumentFragment();
    for (const part of pattern(key).split(/(\{\w+\})/)) {
      const name = /^\{(\w+)\}$/.exec(part)?.[1];
      piece.append(name !== undefined && name in values ? values[name] : part);
    }
    return piece;
  }

  /** The text of a key with its {names}; a key that the table lacks is a fault of the program. */
  function pattern(key) {
    const text = words[key];
    if (text === undefined) throw new Error(`no word for ${key}`);
    return text;
  }

  /** Whether the table has the key. */
  const hasWord = (key) => key in words;

  /** A number with a leading zero. */
  const twoDigits = (number) => String(number).padStart(2, "0");

  /** A duration to the second, or of seconds to a tenth. */
  function sayDuration(seconds) {
    if (seconds < 10) return say("secondsLong", { s: Number(seconds.toFixed(1)) });
    const whole = Math.round(seconds);
    if (whole < 60) return say("secondsLong", { s: whole });
    const [h, m, s] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
    if (h > 0) return say("hours", { h, m: twoDigits(m) });
    return s === 0 ? say("minutesOnly", { m }) : say("minutes", { m, s: twoDigits(s) });
  }

  /** Time of day of an instant as hh:mm:ss. */
  function timeOfDay(clockSeconds) {
    const second = Math.floor(clockSeconds + 1e-6);
    return [Math.floor(second / 3600) % 24, Math.floor(second / 60) % 60, second % 60].map(twoDigits).join(":");
  }

  /** The day of an instant, the first being 1. */
  function dayOf(clockSeconds) {
    return Math.floor((clockSeconds + 1e-6) / 86_400) + 1;
  }

  /** Day and time of day. */
  function sayClock(clockSeconds) {
    return `${say("day", { day: dayOf(clockSeconds) })} ${timeOfDay(clockSeconds)}`;
  }

  /** A share of 1 as whole per cent. */
  function sayPercent(share) {
    return `${Math.round(100 * share)}\u00a0%`;
  }

  /** A number with the sign that a difference has. */
  function sayDifference(number) {
    if (number === 0) return "0";
    return number > 0 ? `+${number}` : `−${-number}`;
  }

  Object.assign(Playback, {
    WORDS, readLanguage, say, sayNodes, hasWord, sayDuration, sayClock, timeOfDay, dayOf, sayPercent, sayDifference,
  });
})(Playback);
