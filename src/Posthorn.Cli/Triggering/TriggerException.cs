namespace Posthorn.Cli.Triggering;

/// <summary>What was asked for makes no sense, in words that name the option.</summary>
internal sealed class TriggerException(string message) : Exception(message);
