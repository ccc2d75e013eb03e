// Catches a bug in the window's own code once, says so plainly and offers to reload.
import { Component, type ReactNode } from "react";
import { brokenWords } from "../../shared/uiWords.ts";

interface Props {
  readonly children: ReactNode;
}
interface State {
  readonly broken: boolean;
}

export class ErrorBoundary extends Component<Props, State> {
  override state: State = { broken: false };

  static getDerivedStateFromError(): State {
    return { broken: true };
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    return (
      <main className="alone" role="alert">
        <h1>{brokenWords.title}</h1>
        <p>{brokenWords.text}</p>
        <button type="button" className="primary" onClick={() => window.location.reload()}>
          {brokenWords.reload}
        </button>
      </main>
    );
  }
}
