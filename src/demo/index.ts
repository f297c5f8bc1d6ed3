export { type DemoStage, demoStage } from '#demo/demo-stage.ts'
export { type DemoLogIns, type DemoOptions, type DemoProgress, fillMarket, logIns } from '#demo/fill-market.ts'
