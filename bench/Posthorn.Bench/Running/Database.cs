using Posthorn.Bench.Measuring;

namespace Posthorn.Bench.Running;

/// <summary>The database of one measurement.</summary>
/// <param name="Storage">How a server is told of it: the value of <c>--storage</c>.</param>
/// <param name="Bytes">Its size with its log, in bytes.</param>
/// <param name="Events">How many events Posthorn has stored in it.</param>
/// <param name="Use">What its own processes have used since they began; nothing where it lives in the server's.</param>
internal sealed record Database(string Storage, Func<long> Bytes, Func<long> Events, Func<Use> Use);
