import { testAccessibility } from './accessible-pages.js';
import { previewPages } from './preview-page.js';
import { themes } from './themes.js';

testAccessibility(
  previewPages(),
  Object.keys(themes).filter((name) => name.startsWith('high-contrast')),
);
