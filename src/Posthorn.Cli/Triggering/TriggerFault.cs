namespace Posthorn.Cli.Triggering;

/// <summary>What goes wrong on purpose.</summary>
internal enum TriggerFault
{
    /// <summary>Everything comes as it should.</summary>
    None,

    /// <summary>Each is sent twice: the same id and body, signed anew.</summary>
    Duplicate,

    /// <summary>What happened last comes first.</summary>
    Reorder,

    /// <summary>Signed two hours ago.</summary>
    Late,

    /// <summary>The body is changed after signing.</summary>
    Tampered,

    /// <summary>Signed with a secret that the receiver does not have.</summary>
    WrongSecret,

    /// <summary>All at once.</summary>
    Burst,
}
