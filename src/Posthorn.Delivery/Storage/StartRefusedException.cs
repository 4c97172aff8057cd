namespace Posthorn.Delivery.Storage;

/// <summary>Posthorn cannot start on what it was given, and has changed nothing. One line for a person: what is wrong, where, and what to do.</summary>
/// <param name="code">Stable, for scripts and tests.</param>
internal sealed class StartRefusedException(string code, string message, Exception? innerException = null) : Exception(message, innerException)
{
    public string Code => code;
}
