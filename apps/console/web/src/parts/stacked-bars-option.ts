import type { BarSeriesOption } from 'echarts/charts';
import type { GridComponentOption, TooltipComponentOption } from 'echarts/components';
import type { ComposeOption } from 'echarts/core';
import type { PlanProgressDto, ProgressGroupDto } from '../../../src/progress/progress.dto.js';
import { countText } from '../format.js';

type Option = ComposeOption<BarSeriesOption | GridComponentOption | TooltipComponentOption>;

interface Drawing {
  readonly latest: PlanProgressDto;
  readonly groups: readonly ProgressGroupDto[];
  readonly widthPx: number;
  /** Of the box: the page's colours and letters. */
  readonly style: CSSStyleDeclaration;
}

/** Below this width names stand above their bars instead of beside them. */
const NARROW_PX = 560;
const isNarrow = (widthPx: number): boolean => widthPx < NARROW_PX;
/** Room for the names, and for `28/38` behind a bar (px). */
const namesPx = (widthPx: number): number => (isNarrow(widthPx) ? 0 : Math.min(300, Math.round(widthPx * 0.4)));
const TOTALS_PX = 58;
/** A segment thinner than a character's width per digit, and some air, carries no number (px). */
const labelPx = (count: number): number => countText(count).length * 7.5 + 6;

export function chartHeightPx(bars: number, widthPx: number): number {
  return bars * (isNarrow(widthPx) ? 44 : 30) + 12;
}

export function optionOf({ latest, groups, widthPx, style }: Drawing): Option {
  const colour = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  const longest = Math.max(1, ...groups.map(({ total }) => total));
  const pxPerService = (widthPx - TOTALS_PX - namesPx(widthPx)) / longest;
  return {
    animation: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    animationDuration: 300,
    textStyle: { fontFamily: style.fontFamily, color: colour('ink') },
    grid: { left: namesPx(widthPx), right: TOTALS_PX, top: 4, bottom: 4 },
    tooltip: {
      renderMode: 'richText',
      confine: true,
      backgroundColor: colour('card'),
      borderColor: colour('line'),
      textStyle: { color: colour('ink'), fontSize: 13 },
    },
    xAxis: { type: 'value', min: 0, max: longest, show: false },
    yAxis: namesAxis(groups, widthPx, colour),
    series: [
      ...latest.buckets.map((bucket): BarSeriesOption => segments(bucket, { groups, pxPerService, colour, widthPx })),
      totals(groups, colour('soft')),
    ],
  };
}

function namesAxis(
  groups: readonly ProgressGroupDto[],
  widthPx: number,
  colour: (name: string) => string,
): Option['yAxis'] {
  const place = isNarrow(widthPx)
    ? { inside: true, verticalAlign: 'bottom' as const, padding: [0, 0, 12, -5] }
    : { width: namesPx(widthPx) - 14, overflow: 'break' as const, lineHeight: 14 };
  return {
    type: 'category',
    inverse: true,
    data: groups.map(({ key }) => key),
    triggerEvent: true,
    z: 3,
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: {
      ...place,
      color: colour('ink'),
      fontSize: 13,
      formatter: (key: string) => groups.find((group) => group.key === key)?.label ?? key,
    },
  };
}

interface Scale {
  readonly groups: readonly ProgressGroupDto[];
  readonly pxPerService: number;
  readonly widthPx: number;
  readonly colour: (name: string) => string;
}

function segments(
  bucket: PlanProgressDto['buckets'][number],
  { groups, pxPerService, colour, widthPx }: Scale,
): BarSeriesOption {
  const { key, symbol, text } = bucket;
  const hatch = {
    symbol: 'rect',
    dashArrayX: [1, 0],
    dashArrayY: [2, 4],
    rotation: -Math.PI / 4,
    color: colour('hatch'),
  };
  return {
    type: 'bar',
    id: key,
    name: `${symbol} ${text}`,
    stack: 'all',
    barWidth: isNarrow(widthPx) ? 14 : 18,
    cursor: 'pointer',
    itemStyle: {
      color: colour(`state-${key}`),
      borderColor: colour('card'),
      borderWidth: 1,
      ...(key === 'inDoubt' ? { decal: hatch } : {}),
    },
    emphasis: { focus: 'series' },
    label: { show: true, color: colour(`on-${key}`), fontSize: 12, fontWeight: 600 },
    tooltip: { formatter: ({ dataIndex }) => tooltipOf(groups[dataIndex], key, `${symbol} ${text}`) },
    data: groups.map(({ buckets }) => {
      const count = buckets[key];
      return { value: count, label: { show: count > 0 && count * pxPerService >= labelPx(count) } };
    }),
  };
}

function tooltipOf(
  group: ProgressGroupDto | undefined,
  bucket: keyof ProgressGroupDto['buckets'],
  word: string,
): string {
  return group === undefined
    ? ''
    : `${group.label}\n${word}: ${countText(group.buckets[bucket])}/${countText(group.total)}`;
}

/** `28/38` behind each bar: a series of no length, so that its label stands where the bar ends. */
function totals(groups: readonly ProgressGroupDto[], color: string): BarSeriesOption {
  return {
    type: 'bar',
    id: 'totals',
    stack: 'all',
    silent: true,
    data: groups.map(() => 0),
    label: {
      show: true,
      position: 'right',
      color,
      fontSize: 12,
      formatter: ({ dataIndex }) => {
        const group = groups[dataIndex];
        return group === undefined ? '' : `${countText(group.buckets.published)}/${countText(group.total)}`;
      },
    },
  };
}
