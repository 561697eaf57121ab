import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.js';
import { isMock } from './environment.js';
import { TEXT } from './messages.js';
import './styles/tokens.css';
import './styles/layout.css';
import './styles/figures.css';
import './styles/tables.css';
import './styles/rows.css';

const root = document.querySelector('#root');
if (root === null) throw new Error('index.html has no #root');
if (isMock) document.title += TEXT.titleOfMock;
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
