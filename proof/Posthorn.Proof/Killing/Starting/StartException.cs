namespace Posthorn.Proof.Killing.Starting;

/// <summary>The run could not begin, or could not go on, for a reason that says nothing of what it proves. The message says what to do.</summary>
internal sealed class StartException(string message) : Exception(message);
