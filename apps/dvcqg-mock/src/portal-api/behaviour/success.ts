/** What the portal says when a write went well. That "thành công" is in it is observed (1), the wording assumed. */
export const SUCCESS = {
  dossierCreated: 'Đồng bộ hồ sơ thành công',
  dossierUpdated: 'Cập nhật hồ sơ thành công',
  progressAdded: 'Cập nhật tiến độ thành công',
  statusTaken: 'Đồng bộ trạng thái hồ sơ thành công',
  serviceCreated: 'Đồng bộ dịch vụ công thành công',
  serviceUpdated: 'Cập nhật dịch vụ công thành công',
  written: 'Đồng bộ dữ liệu thành công',
} as const;
