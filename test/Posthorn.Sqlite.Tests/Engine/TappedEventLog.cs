using Posthorn.Delivery.Intake;
using Posthorn.Delivery.Storage;

namespace Posthorn.Sqlite.Tests.Engine;

internal sealed class TappedEventLog(IEventLog inner, StoreTap tap) : IEventLog
{
    public ValueTask<Appended> AppendAsync(EventToStore item) => tap.Through(StoreCall.Append, () => inner.AppendAsync(item));

    public ValueTask<IReadOnlyList<Appended>> AppendAsync(IReadOnlyList<EventToStore> items) =>
        tap.Through(StoreCall.Append, () => inner.AppendAsync(items));
}
