namespace Posthorn.Testing.Checking;

/// <summary>How much a check matters.</summary>
public enum CheckLevel
{
    /// <summary>Good to know. It never fails a run.</summary>
    Info,

    /// <summary>The vendor advises it, or says nothing and experience does. It fails a run that is strict.</summary>
    Should,

    /// <summary>The contract demands it, or notifications are lost, forged or applied twice without it.</summary>
    Must,
}
