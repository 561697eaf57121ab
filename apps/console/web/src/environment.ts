/** Whether the figures come from a mock portal, as the server wrote into the page. In doubt: yes. */
export const isMock = document.documentElement.dataset['environment'] !== 'production';
