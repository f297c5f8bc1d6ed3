export { demoStage } from '#demo/demo-stage.ts'
export { type DemoOptions, type DemoProgress, fillMarket } from '#demo/fill-market.ts'
export { type DemoLogIns, logIns } from '#demo/log-ins.ts'
