import type { VNode } from 'preact';
import { findingSpans } from '../types/finding-spans.js';

/** A finding's message or brief in HTML, with its code as code. */
export function FindingText({ text }: { readonly text: string }): VNode {
  return (
    <>{findingSpans(text).map((span, index) => (span.isCode ? <code key={index}>{span.text}</code> : span.text))}</>
  );
}
