import { useEffect, useRef, useState, type ReactElement } from 'react';
import { BarChart } from 'echarts/charts';
import { AriaComponent, GridComponent, TooltipComponent } from 'echarts/components';
import { init, use, type ECharts } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { ProgressGroupDto } from '../../../src/progress/progress.dto.js';
import { show } from '../view/use-view.js';
import type { View } from '../view/view.js';
import type { BlockProps } from './block-props.js';
import { chartHeightPx, optionOf } from './stacked-bars-option.js';

use([BarChart, GridComponent, TooltipComponent, AriaComponent, SVGRenderer]);

interface StackedBarsProps extends BlockProps {
  readonly groups: readonly ProgressGroupDto[];
  readonly label: string;
}

/** One bar per group, one segment per state. A click on a segment opens its rows, on a name those of the group. */
export function StackedBars({ view, latest, groups, label }: StackedBarsProps): ReactElement {
  const box = useRef<HTMLDivElement>(null);
  const [chart, setChart] = useState<ECharts | null>(null);
  const widthPx = useWidthPx(box);
  const isDark = useDarkScheme();
  const heightPx = chartHeightPx(groups.length, widthPx);

  useEffect(() => {
    if (box.current === null) return;
    const made = init(box.current, null, { renderer: 'svg' });
    setChart(made);
    return () => {
      made.dispose();
      setChart(null);
    };
  }, []);

  useEffect(() => {
    if (chart === null || box.current === null || widthPx === 0) return;
    chart.resize({ width: widthPx, height: heightPx });
    chart.setOption(optionOf({ latest, groups, widthPx, style: getComputedStyle(box.current) }), {
      replaceMerge: ['series'],
    });
  }, [chart, latest, groups, widthPx, heightPx, isDark]);

  useEffect(() => {
    if (chart === null) return;
    chart.on('click', ({ seriesId, dataIndex, value }) => {
      openRows(view, groups, { seriesId, dataIndex, value });
    });
    return () => {
      chart.off('click');
    };
  }, [chart, view, groups]);

  return (
    <div ref={box} className="bars" role="img" aria-label={label} style={{ height: heightPx }} data-testid="bars" />
  );
}

interface Clicked {
  readonly seriesId: string | undefined;
  readonly dataIndex: number | undefined;
  /** Of a name on the axis: the name's key. */
  readonly value: unknown;
}

function openRows(view: View, groups: readonly ProgressGroupDto[], { seriesId, dataIndex, value }: Clicked): void {
  const group = groups.find(({ key }, index) => (seriesId === undefined ? key === value : index === dataIndex));
  if (group === undefined) return;
  const bucket = Object.keys(group.buckets).find((key) => key === seriesId) as keyof typeof group.buckets | undefined;
  show({ ...view, rows: { filter: bucket === undefined ? group.filter : { ...group.filter, bucket }, after: null } });
}

function useWidthPx(box: React.RefObject<HTMLDivElement | null>): number {
  const [widthPx, setWidthPx] = useState(0);
  useEffect(() => {
    if (box.current === null) return;
    const observer = new ResizeObserver(([entry]) => {
      setWidthPx(Math.floor(entry?.contentRect.width ?? 0));
    });
    observer.observe(box.current);
    return () => {
      observer.disconnect();
    };
  }, [box]);
  return widthPx;
}

function useDarkScheme(): boolean {
  const [isDark, setIsDark] = useState(() => matchMedia('(prefers-color-scheme: dark)').matches);
  useEffect(() => {
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    const onChange = (): void => {
      setIsDark(scheme.matches);
    };
    scheme.addEventListener('change', onChange);
    return () => {
      scheme.removeEventListener('change', onChange);
    };
  }, []);
  return isDark;
}
