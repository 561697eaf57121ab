import { beforeEach } from '@jest/globals';
import { portalAndProvince } from './mock-stories.js';
import { PAYMENT_PARTNER, PAYMENT_SECRET, asked, init } from './payment-messages.js';
import type { ProvinceStandIn } from './province-stand-in.js';
import type { MockRig, Reply } from './running-mock.js';

/** Every address of the payment platform is below this one. */
export const PAYMENT_BASE = '/XrdAdapter/RestService/forward';
/** Where the partner of the stories takes confirmations. */
export const CONFIRM_PATH = '/o/pgi/ppdvcqg/dpnhankqthanhtoanhs';

/** The payment platform with one partner, a province. */
export class PaymentRig {
  readonly portal: MockRig;
  readonly province: ProvinceStandIn;

  /** To be made where a file of stories begins: it registers what comes before each of them. */
  constructor() {
    ({ portal: this.portal, province: this.province } = portalAndProvince());
    beforeEach(() => this.register({ confirmUrl: `${this.province.url}${CONFIRM_PATH}` }));
  }

  async register(more: object): Promise<Reply> {
    return this.portal.sim('PUT', `payment-partners/${PAYMENT_PARTNER}`, { secret: PAYMENT_SECRET, ...more });
  }

  async send(body: object, path = '/thanhtoan/g'): Promise<Reply> {
    return this.portal.post(`${PAYMENT_BASE}${path}`, body);
  }

  async state(): Promise<unknown> {
    return (await this.send(asked('QUERY', '20210914150000'))).data['TrangThaiGD'];
  }

  async paymentIds(): Promise<string[]> {
    const { data } = await this.portal.sim('GET', 'payments');
    return (data['payments'] as { id: string }[]).map(({ id }) => id);
  }

  /** @returns The id of the payment. */
  async open(body: object = init()): Promise<string> {
    await this.send(body);
    const [id = ''] = await this.paymentIds();
    return id;
  }
}
