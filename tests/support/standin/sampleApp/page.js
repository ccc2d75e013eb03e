// Proves that the page's own script runs under the policy.
document.documentElement.dataset.script = "ran";
